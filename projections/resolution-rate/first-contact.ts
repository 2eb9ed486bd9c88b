import type { CaseRow, Question } from './question';

/**
 * First contact resolution: resolved (confirmed or tacit) with one inbound contact, one proposal, one team, and no rejection,
 * withdrawal, reopening or linked recurrence within the window.
 *
 * The window begins with the first proposal (with its closing, where a case was given up without one) and the opening is the
 * first contact. It is [start, start + windowMs): what still comes at the very moment of the question undoes no verdict.
 * Nothing is judged before its window is over, failures included: early ones would otherwise crowd the recent cases. A case
 * that is then still open and unspoiled has no outcome yet. Both are `undecided`: left out, and counted.
 */
export function firstContact(row: CaseRow, { at, windowMs }: Question): 'resolved' | 'failed' | 'undecided' {
  const start = row.attempts[0]?.[0] ?? (row.status === 'unresolved' ? row.statusSince : Infinity);
  const end = start + windowMs;
  if (end > at) return 'undecided';
  if (row.spoiledAt !== null && row.spoiledAt < end) return 'failed';
  if (row.status === 'open') return 'undecided';
  return row.status === 'unresolved' ? 'failed' : 'resolved';
}
