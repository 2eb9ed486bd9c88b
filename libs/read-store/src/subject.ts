/**
 * Whose rows they are. A subject is a journey, by its id, or a customer of two or more journeys, by `customer:<customerId>`:
 * the rows of such a customer are *merged*. No id of a journey holds a colon.
 */
export const customerPrefix = 'customer:';

/** The subject of a customer's merged rows. */
export const customerSubject = (customerId: string): string => customerPrefix + customerId;

/** Whether rows of this subject are a customer's merged ones. */
export const isMerged = (subject: string): boolean => subject.startsWith(customerPrefix);
