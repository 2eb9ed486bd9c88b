import type { PipeTransform } from '@nestjs/common';
import { invalidQuery } from './invalid-query';

export const journeyIdPattern = /^[A-Za-z0-9_-]{1,64}$/u;
export const journeyIdMessage = (property: string): string =>
  `${property} must be 1 to 64 characters of A-Z a-z 0-9 _ -`;

/** A journey's id in a path, `@Param('journeyId', validJourneyId)`. @throws Problem 400 for what is the id of no journey that could be */
export const validJourneyId: PipeTransform<string, string> = {
  transform(text) {
    if (journeyIdPattern.test(text)) return text;
    throw invalidQuery([{ path: 'journeyId', message: journeyIdMessage('journeyId') }]);
  },
};
