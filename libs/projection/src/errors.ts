import type { Position } from '@rapport/event-store';
import { Problem } from './http/problem';

/** The rows did not get as far as asked in time; `position` is how far they got. */
export class WaitForTimeout extends Problem {
  readonly position: Position | undefined;

  constructor(asked: Position, reached: Position | undefined, timeoutMs: number) {
    super({
      status: 503,
      code: 'not-caught-up',
      title: 'The read models are not there yet',
      detail: `Waited ${timeoutMs} ms for position ${asked}; the read models are at ${reached ?? 'the start'}. Try again.`,
      extra: { position: reached ?? null },
    });
    this.position = reached;
  }
}

/** No complete version of the projection is there yet. */
export class ProjectionRebuilding extends Problem {
  constructor(projection: string, progress: { readonly done: number; readonly total: number }) {
    super({
      status: 503,
      code: 'projection-rebuilding',
      title: 'The projection is being rebuilt',
      detail: `${projection} is being rebuilt: ${progress.done} of ${progress.total} events. Try again shortly.`,
      extra: { projection, progress: { done: progress.done, total: progress.total } },
    });
  }
}

/** A fold threw; the projection stands still until it is mended and rebuilt. */
export class ProjectionFailed extends Problem {
  constructor(projection: string, reason: string) {
    super({
      status: 503,
      code: 'projection-failed',
      title: 'The projection has stopped',
      detail: `${projection} has stopped: ${reason} Mend its fold, raise its version and start again, or rebuild it.`,
      extra: { projection },
    });
  }
}

export class UnknownProjection extends Problem {
  constructor(projection: string, known: readonly string[]) {
    super({
      status: 404,
      code: 'unknown-projection',
      title: 'No such projection',
      detail: `There is no projection "${projection}". There are: ${known.join(', ')}.`,
      extra: { known },
    });
  }
}

/** Folds threw while their projections were built anew; what was in force before still is. */
export class RebuildFailed extends Problem {
  constructor(failures: readonly { readonly projection: string; readonly message: string }[]) {
    super({
      status: 500,
      code: 'rebuild-failed',
      title: 'Some projections could not be rebuilt',
      detail: failures.map(({ projection, message }) => `${projection}: ${message}`).join('; '),
      extra: { projections: failures.map(({ projection }) => projection) },
    });
  }
}

/** The runtime was stopped; the next start builds what is missing. */
export class RebuildStopped extends Problem {
  constructor() {
    super({
      status: 503,
      code: 'rebuild-stopped',
      title: 'The rebuild was broken off',
      detail:
        'The engine is shutting down. What was in force before still is; rebuild again after the next start.',
    });
  }
}
