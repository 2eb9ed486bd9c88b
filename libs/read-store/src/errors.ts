import type { BuildId } from './builds';

/** Base of all errors that the port promises; `code` is stable. */
export abstract class ReadStoreError extends Error {
  abstract readonly code: string;
  override get name(): string {
    return this.constructor.name;
  }
}

/** The build cannot be used; since rows come from the log, build them anew. */
export class BuildUnusable extends ReadStoreError {
  readonly code = 'build-unusable';
  constructor(
    readonly id: BuildId,
    readonly reason: string,
    options?: ErrorOptions,
  ) {
    super(`Build ${id.build} of ${id.projection} v${id.version} cannot be used: ${reason}.`, options);
  }
}

/** Somebody else, in this process or another, holds the build at the moment. */
export class BuildHeld extends BuildUnusable {
  constructor(id: BuildId) {
    super(id, 'somebody else holds it');
  }
}

/** Another node has taken the build, this one having been silent for longer than its lease: what was to be committed is not. */
export class BuildLost extends BuildUnusable {
  constructor(id: BuildId) {
    super(id, 'another node has taken it');
  }
}

/** The build answers queries: put another one in force before it is removed. */
export class BuildInForce extends ReadStoreError {
  readonly code = 'build-in-force';
  constructor(readonly id: BuildId) {
    super(`Build ${id.build} of ${id.projection} v${id.version} is in force.`);
  }
}

export class ReplayExists extends ReadStoreError {
  readonly code = 'replay-exists';
  constructor(readonly replay: string) {
    super(`There is a replay ${replay} already.`);
  }
}

/** It was removed or has expired, or there never was one. */
export class ReplayMissing extends ReadStoreError {
  readonly code = 'replay-missing';
  constructor(readonly replay: string) {
    super(`There is no replay ${replay}.`);
  }
}

/** The store as a whole cannot be used; says what to do. */
export class ReadStoreUnusable extends ReadStoreError {
  readonly code = 'read-store-unusable';
}

/** The server of the store does not answer, or not now: what was asked is to be asked again. Of a commit nobody knows. */
export class ReadStoreUnavailable extends ReadStoreError {
  readonly code = 'read-store-unavailable';
  readonly isRetryable = true;
}

/** Somebody removed its tables while it was open. They are not made anew meanwhile: who restores a backup would be in the way. */
export class ReadStoreEmptied extends ReadStoreUnavailable {
  constructor() {
    super(
      'The tables of the read models are gone from PostgreSQL: restart an engine, which makes them anew and the rows from the log.',
    );
  }
}
