const customerPrefix = 'customer:';

/** The key of a customer's merged rows. A journey's rows have its id as their key, which holds no colon. */
export const customerSubject = (customerId: string): string => customerPrefix + customerId;

/** The customer whose merged rows have this key; undefined where it is a journey's. */
export function customerOf(subject: string): string | undefined {
  return subject.startsWith(customerPrefix) ? subject.slice(customerPrefix.length) : undefined;
}
