import type { Database } from '../connection/database';
import type { Settings } from '../options';
import { bury } from './bury';

/** Buries nodes for one that lives, beside its renewals: one burial at a time. */
export class Undertaker {
  /** As `performance.now()`. */
  private patientUntil = 0;
  private burying: Promise<void> | undefined;

  constructor(
    private readonly db: Database,
    private readonly settings: Pick<Settings, 'schema' | 'leaseMs'>,
  ) {}

  /** The server may have been away for all: for the time of a lease the others may be on their way back. */
  pause(): void {
    this.patientUntil = performance.now() + this.settings.leaseMs;
  }

  /** @param dead whose lease has ended; told again as long as they are not buried */
  bury(dead: readonly string[]): void {
    if (dead.length === 0 || performance.now() < this.patientUntil) return;
    this.burying ??= bury(this.db, this.settings.schema, dead)
      .then(ignored, ignored) // another one does, or this one in a moment
      .finally(() => {
        this.burying = undefined;
      });
  }

  /** Resolves when it is at no burial. */
  async rest(): Promise<void> {
    await this.burying;
  }
}

const ignored = (): void => undefined;
