import { Matches } from '../payload/validators';

/** `journey:<id>` is the customer of a journey that is linked to none, so no link may name one. */
const CUSTOMER_ID_PATTERN = /^(?!journey:)[A-Za-z0-9][A-Za-z0-9._:-]{0,127}$/u;

/** Whom journeys are linked as. Opaque, and no thing of one journey: two journeys mean the same customer by the same id. */
export const CustomerId = (): PropertyDecorator =>
  Matches(CUSTOMER_ID_PATTERN, {
    message:
      '$property must be 1 to 128 characters of A-Z a-z 0-9 . _ : -, begin with a letter or digit, and not begin with journey:',
  });
