import type { PipeTransform } from '@nestjs/common';
import { invalidQuery } from './invalid-query';

const linked = /^(?!journey:)[A-Za-z0-9][A-Za-z0-9._:-]{0,127}$/u;
const unlinked = /^journey:[A-Za-z0-9_-]{1,64}$/u;
const message =
  'customerId must be a customer id, 1 to 128 characters of A-Z a-z 0-9 . _ : - that begin with a letter or digit, ' +
  'or journey:<journeyId> for a journey that is not linked';

/** A customer's id in a path, `@Param('customerId', validCustomerId)`. @throws Problem 400 for what is the id of none */
export const validCustomerId: PipeTransform<string, string> = {
  transform(text) {
    if (linked.test(text) || unlinked.test(text)) return text;
    throw invalidQuery([{ path: 'customerId', message }]);
  },
};
