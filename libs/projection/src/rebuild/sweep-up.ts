import type { ReadStore } from '@rapport/read-store';
import type { Fault } from '../options';

/** Removes what is of no more use. Where that fails it stays for now: what was done before it is no worse for that. */
export async function sweepUp(
  readStore: Pick<ReadStore, 'sweep'>,
  report: (fault: Fault) => void,
): Promise<void> {
  try {
    await readStore.sweep();
  } catch (error) {
    report({ message: 'What is of no more use stays for now.', error });
  }
}
