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

/** The rows are not so far, and stand still on this engine. */
export class ProjectionsPaused extends Problem {
  constructor(asked: Position, reached: Position | undefined) {
    super({
      status: 503,
      code: 'not-caught-up',
      title: 'The read models are not there yet',
      detail: `The read models are at ${reached ?? 'the start'}, not at ${asked}, and projections are paused on this engine: start one that runs them.`,
      extra: { position: reached ?? null },
    });
  }
}

/** How far a build is. */
interface BuildProgress {
  /** Events. */
  readonly done: number;
  readonly total: number;
  readonly perSecond?: number;
  readonly secondsLeft?: number | undefined;
}

/** No complete version of the projection is there yet. */
export class ProjectionRebuilding extends Problem {
  constructor(projection: string, { done, total, perSecond, secondsLeft }: BuildProgress, isPaused = false) {
    super({
      status: 503,
      code: 'projection-rebuilding',
      title: 'The projection is being rebuilt',
      detail: isPaused
        ? `${projection} has no rows yet, and projections are paused on this engine: start one that runs them.`
        : `${projection} is being rebuilt: ${done} of ${total} events. Try again shortly.`,
      extra: { projection, progress: { done, total, perSecond, secondsLeft } },
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

/** Queries are answered from this version; another has to take over before it can be removed. */
export class VersionInForce extends Problem {
  constructor(projection: string, version: number) {
    super({
      status: 409,
      code: 'version-in-force',
      title: 'This version is in force',
      detail: `Version ${version} of ${projection} answers queries: only versions that do not can be removed.`,
      extra: { projection, version },
    });
  }
}

/** Nothing is kept of this version. */
export class UnknownVersion extends Problem {
  constructor(projection: string, version: number, known: readonly number[]) {
    super({
      status: 404,
      code: 'unknown-version',
      title: 'No such version is kept',
      detail: `Nothing is kept of version ${version} of ${projection}. There are: ${known.join(', ') || 'none'}.`,
      extra: { projection, known },
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
        'The engine is shutting down. What was in force before still is; the next start goes on with the rebuild.',
    });
  }
}

/** What was asked for is done by whoever projects; that node did not let go in time. */
export class ProjectedElsewhere extends Problem {
  constructor(projections: readonly string[], nodes: readonly string[]) {
    super({
      status: 409,
      code: 'projected-elsewhere',
      title: 'Another node is busy with the projection',
      detail: `${nodes.join(', ') || 'Another node'} did not let go of ${projections.join(', ')} in time; it may be rebuilding. Try again when it is done.`,
      extra: { projections, nodes },
    });
  }
}

/** This node's code is of another version than the rows that are in force. */
export class VersionSuperseded extends Problem {
  constructor(projection: string, version: number, inForce: number) {
    super({
      status: 409,
      code: 'version-superseded',
      title: 'Another version is in force',
      detail: `This node has version ${version} of ${projection}; version ${inForce} is in force. Ask a node that has that one.`,
      extra: { projection, version, inForce },
    });
  }
}

/** A mistake of whoever wrote the projections: the engine cannot start with them. */
export class NameTaken extends Error {
  constructor(projection: string) {
    super(
      `Two projections are named "${projection}". Give one of them another name in its definition, below projections/.`,
    );
  }
}
