/** @throws RangeError */
export function checkedCount(count: number): number {
  if (Number.isSafeInteger(count) && count >= 1) return count;
  throw new RangeError(`A number of events is an integer of 1 or more, not ${count}.`);
}

/** @throws RangeError */
export function checkedRevision(revision: number | undefined): void {
  if (revision === undefined || (Number.isSafeInteger(revision) && revision >= 0)) return;
  throw new RangeError(`A revision is an integer of 0 or more, not ${revision}.`);
}
