import { StoreUnavailable, UnknownOutcome, WrongExpectedRevision } from '../errors';
import type { Pending } from './pending-appends';
import { describe } from './server-error';

/** What an attempt before this one stored, its refusal says nothing of: but for a conflict, which what was stored is none with. */
export const refused = (pending: Pending, error: unknown): unknown =>
  pending.doubtful && !(error instanceof WrongExpectedRevision) ? unknown(pending, describe(error)) : error;

/** It may have been stored. */
export const unknown = ({ append, repeatable }: Pending, reason: string): UnknownOutcome =>
  new UnknownOutcome(
    `Whether the append to ${append.stream} was stored is unknown: ${reason}. ${
      repeatable
        ? 'Repeat it with the same ids.'
        : `It was sent with "${append.expected}": read the stream before you repeat it.`
    }`,
  );

export const unavailable = (reason: string): StoreUnavailable =>
  new StoreUnavailable(`EventStoreDB does not answer: ${reason}. Nothing was stored.`);
