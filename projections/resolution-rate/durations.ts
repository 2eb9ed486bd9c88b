import { never, type Cases } from './cells';
import type { Clocks } from './clocks';
import type { Question } from './question';

/** How long a case was watched for something, told to the clocks with how that ended. Times are milliseconds since its opening. */
export type Watch = (it: Cases, question: Question, clocks: Clocks) => void;

const age = (it: Cases, { at }: Question): number => at - it.openedAt;

/** Until the first touch of ours. */
export const untilTouch: Watch = (it, question, clocks) =>
  it.touched === never ? clocks.add(it, 'censored', age(it, question)) : clocks.add(it, 'events', it.touched);

/**
 * Until the first proposal. A case that was given up without one is still without one at `at`, and its customer still waits:
 * censoring it at its closing would make giving up look fast.
 */
export const untilProposal: Watch = (it, question, clocks) =>
  it.attempts === 0
    ? clocks.add(it, 'censored', age(it, question))
    : clocks.add(it, 'events', it.proposed(0));

/**
 * Until the customer first confirmed. Cases that stand void or unresolved can no longer be confirmed: that competes. Silence
 * does not: a case closed in silence is not confirmed at `at`.
 */
export const untilConfirmation: Watch = (it, question, clocks) => {
  if (it.status === 'void') clocks.add(it, 'competing', it.statusSince);
  else if (it.confirmed !== never) clocks.add(it, 'events', it.confirmed);
  else if (it.status === 'unresolved') clocks.add(it, 'competing', it.statusSince);
  else clocks.add(it, 'censored', age(it, question));
};

/**
 * Until the proposal that lasted: the first one that neither a rejection, a withdrawal, a reopening, a linked recurrence nor
 * giving up broke within `lastingMs`. The problem was gone from that proposal on, so that is the event's time, although it
 * can be known only `lastingMs` later. At `at` nobody knows of proposals younger than that, whether they will last; so all
 * cases are watched until `at - lastingMs` and no longer. (Watching the others longer than those with a young proposal
 * would censor exactly who is about to have the event.)
 */
export const untilLastingResolution: Watch = (it, question, clocks) => {
  const { lastingMs } = question;
  const known = age(it, question) - lastingMs;
  for (let attempt = 0; attempt < it.attempts && it.proposed(attempt) <= known; attempt++) {
    if (it.lasted(attempt) >= lastingMs) {
      clocks.add(it, 'events', it.proposed(attempt));
      return;
    }
  }
  clocks.add(it, 'censored', known);
};
