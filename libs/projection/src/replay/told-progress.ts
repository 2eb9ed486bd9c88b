import type { SharedStore } from '@rapport/read-store';
import { Progress } from '../rebuild/progress';

const everyMs = 500;

/** In events. */
interface Told {
  readonly done: number;
  readonly total: number;
}

const noteOf = (replay: string): string => `replay-progress:${replay}`;

/** Does work, and tells the other nodes meanwhile how far it is. Where that fails they know less for a moment. */
export async function telling<T>(
  shared: SharedStore | undefined,
  replay: string,
  progress: Progress,
  work: () => Promise<T>,
): Promise<T> {
  if (shared === undefined) return work();
  const tell = (): void => {
    const { done, total } = progress;
    shared.note(noteOf(replay), JSON.stringify({ done, total } satisfies Told)).catch(() => undefined);
  };
  tell();
  const timer = setInterval(tell, everyMs);
  try {
    return await work();
  } finally {
    clearInterval(timer);
  }
}

/** How far it is as the node told last that makes it. */
export async function asTold(shared: SharedStore, replay: string, progress: Progress): Promise<Progress> {
  const told = await heard(shared, replay);
  if (told === undefined) return progress;
  const known = told.total === progress.total ? progress : new Progress(progress.projections, told.total);
  known.reach(told.done);
  return known;
}

/** Undefined where nothing was told, or cannot be heard for now. */
async function heard(shared: SharedStore, replay: string): Promise<Told | undefined> {
  try {
    const noted = await shared.noted(noteOf(replay));
    const told = JSON.parse(noted?.text ?? 'null') as unknown;
    return isTold(told) ? told : undefined;
  } catch {
    return undefined;
  }
}

const isTold = (told: unknown): told is Told =>
  typeof told === 'object' &&
  told !== null &&
  'done' in told &&
  Number.isSafeInteger(told.done) &&
  'total' in told &&
  Number.isSafeInteger(told.total);
