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

/** The store as a whole cannot be used; says what to do. */
export class ReadStoreUnusable extends ReadStoreError {
  readonly code = 'read-store-unusable';
}
