import { days, hours, minutes, quickAnswersBegin } from '../calendar';
import type { Thread } from '../thread';
import type { About } from './feelings';
import type { Product } from './shop';

export interface Problem {
  readonly product: Product;
  readonly topic: 'brakes' | 'battery' | 'delivery' | 'fit' | 'invoice';
  readonly channel: 'chat' | 'phone' | 'email';
}

const deskOf: Record<Problem['topic'], string> = {
  brakes: 'workshop',
  battery: 'workshop',
  fit: 'front-desk',
  delivery: 'logistics',
  invoice: 'billing',
};

const sentences: Record<Problem['topic'], string> = {
  brakes: 'The brakes squeal and grab too late.',
  battery: 'The battery is empty after six kilometres.',
  fit: 'The frame is too small for me after all.',
  delivery: 'Where is my parcel?',
  invoice: 'The invoice shows an amount I do not owe.',
};

export const about = (caseId: string): About => ({ kind: 'case', id: caseId });

/** A problem reaches us. The chat bot sends everything to the front desk, whoever it is for. */
export function complain(thread: Thread, problem: Problem): string {
  const caseId = thread.id('case');
  const team = problem.channel === 'chat' ? 'front-desk' : deskOf[problem.topic];
  thread.tell('open-case', 'helpdesk', {
    caseId,
    ...problem,
    subject: sentences[problem.topic],
    touchpoint: 'help-desk',
    team,
    priority: 'normal',
  });
  thread.pass(respondsAfter(thread, problem));
  thread.tell('take-charge', 'helpdesk', { caseId, team });
  if (team !== deskOf[problem.topic]) redirect(thread, caseId, deskOf[problem.topic]);
  else if (thread.chance.happens(0.3)) lookCloser(thread, caseId, problem);
  return caseId;
}

/** The team finds out more than the customer could know. */
function lookCloser(thread: Thread, caseId: string, problem: Problem): void {
  thread.tell('classify-case', 'helpdesk', { caseId, topic: problem.topic, priority: 'high' });
  if (problem.topic !== 'brakes') return;
  thread.tell('note-case', 'helpdesk', {
    caseId,
    kind: 'linked-defect',
    text: 'Same batch of brake pads as before.',
  });
}

export const quick = (thread: Thread, problem: Problem): boolean =>
  problem.channel === 'chat' && thread.now >= quickAnswersBegin;

function respondsAfter(thread: Thread, problem: Problem): number {
  return quick(thread, problem) ? minutes(thread.chance.between(1, 4)) : hours(thread.chance.between(1, 20));
}

function redirect(thread: Thread, caseId: string, toTeam: string): void {
  thread.pass(minutes(thread.chance.between(2, 30)));
  thread.tell('route-case', 'helpdesk', { caseId, toTeam, reason: 'misdirected' });
}

/** We say that it is solved: the chat desk with a prepared text since the quick answers began, else a person. */
export function propose(thread: Thread, caseId: string, problem: Problem): void {
  if (!quick(thread, problem)) {
    solve(thread, caseId);
    return;
  }
  thread.pass(minutes(thread.chance.between(2, 8)));
  thread.tell('propose-resolution', 'helpdesk', {
    caseId,
    summary: 'Please see our help page for common questions.',
  });
}

/** A person works on it, for hours or days, then says that it is solved. */
export function solve(thread: Thread, caseId: string): void {
  if (thread.chance.happens(0.2)) waitFor(thread, caseId, thread.chance.pick(['customer', 'supplier']));
  thread.pass(hours(thread.chance.between(6, 96)));
  thread.tell('propose-resolution', 'helpdesk', { caseId, summary: 'Mended and tried out.' });
}

function waitFor(thread: Thread, caseId: string, on: 'customer' | 'supplier'): void {
  thread.pass(hours(2));
  thread.tell('hold-case', 'helpdesk', { caseId, on });
  thread.pass(days(thread.chance.between(1, 5)));
  thread.tell('resume-case', 'helpdesk', { caseId });
}

export function confirm(thread: Thread, caseId: string): void {
  thread.pass(hours(thread.chance.between(2, 40)));
  thread.tell('confirm-resolution', 'helpdesk', { caseId, by: 'customer' });
  close(thread, caseId, { basis: 'confirmed' });
}

export function reject(thread: Thread, caseId: string): void {
  thread.pass(hours(thread.chance.between(1, 20)));
  thread.tell('reject-resolution', 'helpdesk', { caseId, by: 'customer', reason: 'Nothing has changed.' });
}

/** Nobody answers: after fifteen days the timer closes the case. */
export function silence(thread: Thread, caseId: string): void {
  thread.pass(days(15));
  close(thread, caseId, { basis: 'elapsed' });
}

export function close(thread: Thread, caseId: string, how: { basis: string; voidReason?: string }): void {
  thread.pass(minutes(5));
  thread.tell('close-case', 'helpdesk', { caseId, ...how });
}

/** A call-back is promised without a time; the policy assumes one. */
export function promiseCallBack(thread: Thread, caseId: string): string {
  const promiseId = thread.id('call-back');
  thread.tell('make-promise', 'helpdesk', {
    promiseId,
    to: 'customer',
    kind: 'call-back',
    about: about(caseId),
  });
  return promiseId;
}
