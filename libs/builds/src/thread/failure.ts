import { CorruptStore, StoreUnavailable } from '@rapport/event-store';
import { BuildHeld, BuildLost, ReadStoreUnavailable, type BuildId } from '@rapport/read-store';

/** What a thread failed with, as far as others tell errors apart. */
export interface Failure {
  readonly message: string;
  readonly code?: string;
  /** Of BuildHeld. */
  readonly held?: BuildId;
  /** Of BuildLost. */
  readonly lost?: BuildId;
}

/** To be sent to the other side. */
export function toldOf(error: unknown): Failure {
  const failure = error instanceof Error ? error : new Error(String(error));
  return {
    message: failure.message,
    ...('code' in failure && typeof failure.code === 'string' && { code: failure.code }),
    ...(failure instanceof BuildHeld && { held: failure.id }),
    ...(failure instanceof BuildLost && { lost: failure.id }),
  };
}

/** As it was on the other side: a class does not cross. */
export function restored({ message, code, held, lost }: Failure): Error {
  if (held !== undefined) return new BuildHeld(held);
  if (lost !== undefined) return new BuildLost(lost);
  switch (code) {
    case 'corrupt-store':
      return new CorruptStore(message);
    case 'store-unavailable':
      return new StoreUnavailable(message);
    case 'read-store-unavailable':
      return new ReadStoreUnavailable(message);
    default:
      return Object.assign(new Error(message), code !== undefined && { code });
  }
}
