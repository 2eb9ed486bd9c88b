import type { Cases } from './cells';
import type { Question } from './question';

/**
 * First contact resolution: resolved (confirmed or tacit) with one inbound contact, one proposal, one team, and no rejection,
 * withdrawal, reopening or linked recurrence within the window.
 *
 * The window begins with the first proposal (with its closing, where a case was given up without one) and the opening is the
 * first contact. It is [start, start + windowMs): what still comes at the very moment of the question undoes no verdict.
 * Nothing is judged before its window is over, failures included: early ones would otherwise crowd the recent cases. A case
 * that is then still open and unspoiled has no outcome yet. Both are `undecided`: left out, and counted.
 */
export function firstContact(it: Cases, { at, windowMs }: Question): 'resolved' | 'failed' | 'undecided' {
  const end = startOf(it) + windowMs;
  if (end > at - it.openedAt) return 'undecided';
  if (it.spoiled < end) return 'failed';
  if (it.status === 'open') return 'undecided';
  return it.status === 'unresolved' ? 'failed' : 'resolved';
}

function startOf(it: Cases): number {
  if (it.attempts > 0) return it.proposed(0);
  return it.status === 'unresolved' ? it.statusSince : Infinity;
}
