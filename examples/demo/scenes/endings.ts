import { days, hours } from '../calendar';
import type { Thread } from '../thread';
import { rate, upset } from './feelings';
import {
  about,
  close,
  complain,
  confirm,
  propose,
  quick,
  reject,
  silence,
  solve,
  type Problem,
} from './help';

/** How a case ended, as the customer would tell it. */
export type Outcome = 'well' | 'badly' | 'quietly';
type Ending = (thread: Thread, caseId: string, problem: Problem) => Outcome;

export const confirmed: Ending = (thread, caseId, problem) => {
  propose(thread, caseId, problem);
  confirm(thread, caseId);
  return 'well';
};

const silent: Ending = (thread, caseId, problem) => {
  propose(thread, caseId, problem);
  silence(thread, caseId);
  return 'quietly';
};

/** The first answer does not help, the second does. */
export const rejectedOnce: Ending = (thread, caseId, problem) => {
  propose(thread, caseId, problem);
  reject(thread, caseId);
  solve(thread, caseId);
  confirm(thread, caseId);
  return 'well';
};

/** Two answers that do not help; then we give up. */
export const givenUp: Ending = (thread, caseId, problem) => {
  propose(thread, caseId, problem);
  reject(thread, caseId);
  upset(thread, about(caseId));
  solve(thread, caseId);
  reject(thread, caseId);
  close(thread, caseId, { basis: 'unresolved' });
  return 'badly';
};

/** We notice ourselves that the answer was wrong. */
const withdrawn: Ending = (thread, caseId, problem) => {
  propose(thread, caseId, problem);
  thread.pass(hours(5));
  thread.tell('withdraw-resolution', 'helpdesk', { caseId, reason: 'The wrong part was sent.' });
  solve(thread, caseId);
  confirm(thread, caseId);
  return 'well';
};

/** Closed in silence, but it was not solved: the customer comes back within the window. */
export const cameBack: Ending = (thread, caseId, problem) => {
  silent(thread, caseId, problem);
  thread.pass(days(thread.chance.between(2, 12)));
  thread.tell('reopen-case', 'helpdesk', { caseId, by: 'customer' });
  solve(thread, caseId);
  confirm(thread, caseId);
  return 'well';
};

/** The same problem again, soon after it was confirmed as solved: a new case that names the first. */
const recurred: Ending = (thread, caseId, problem) => {
  confirmed(thread, caseId, problem);
  thread.pass(days(thread.chance.between(1, 5)));
  const again = complain(thread, problem);
  thread.tell('link-recurrence', 'helpdesk', { caseId: again, recurrenceOf: caseId });
  solve(thread, again);
  confirm(thread, again);
  return 'quietly';
};

const duplicate: Ending = (thread, caseId) => {
  close(thread, caseId, { basis: 'void', voidReason: 'duplicate' });
  return 'quietly';
};

const leftOpen: Ending = () => 'badly';

type Odds = readonly (readonly [Ending, number])[];

const usual: Odds = [
  [confirmed, 56],
  [silent, 14],
  [rejectedOnce, 10],
  [withdrawn, 5],
  [cameBack, 5],
  [recurred, 4],
  [duplicate, 3],
  [leftOpen, 3],
];

/** A prepared text is fast; it seldom solves anything. */
const afterQuickAnswer: Odds = [
  [confirmed, 18],
  [silent, 32],
  [rejectedOnce, 24],
  [givenUp, 14],
  [cameBack, 10],
  [duplicate, 2],
];

function draw(thread: Thread, odds: Odds): Ending {
  let left = thread.chance.between(
    1,
    odds.reduce((sum, [, weight]) => sum + weight, 0),
  );
  return odds.find(([, weight]) => (left -= weight) <= 0)?.[0] ?? confirmed;
}

/** A whole case, from the complaint to whatever end it finds, with a score now and then. */
export function settle(thread: Thread, problem: Problem): Outcome {
  const odds = quick(thread, problem) ? afterQuickAnswer : usual;
  const caseId = complain(thread, problem);
  const outcome = draw(thread, odds)(thread, caseId, problem);
  if (thread.chance.happens(0.35)) rate(thread, 'csat-5', score(thread, outcome), about(caseId));
  return outcome;
}

function score(thread: Thread, outcome: Outcome): number {
  if (outcome === 'well') return thread.chance.between(4, 5);
  return outcome === 'quietly' ? thread.chance.between(2, 4) : thread.chance.between(1, 2);
}
