import type { BuildId } from '../../builds';
import type { Database } from '../connection/database';
import type { Settings } from '../options';
import { changed } from './change';
import { removeExpired } from './replays';
import { drop, graceMs, sweepable, type Sweepable } from './sweep';

/** Removes builds that are of no more use, one at a time; what may be read at the moment goes later, by itself. */
export class Sweeper {
  private later: NodeJS.Timeout | undefined;

  constructor(
    private readonly db: Database,
    private readonly settings: Pick<Settings, 'schema' | 'node'>,
  ) {}

  async sweep(now?: number): Promise<readonly BuildId[]> {
    const { db, settings } = this;
    if (now !== undefined) await changed(db, settings.schema, (change) => removeExpired(change, now));
    const swept: BuildId[] = [];
    const tried = new Set<string>();
    for (let next = await this.sweepNext(tried); next !== undefined; next = await this.sweepNext(tried)) {
      tried.add(next.id.build);
      if (next.isGone) swept.push(next.id);
      else this.sweepLater();
    }
    return swept;
  }

  close(): void {
    clearTimeout(this.later);
  }

  /** Undefined where all were tried. */
  private async sweepNext(
    tried: ReadonlySet<string>,
  ): Promise<{ readonly id: BuildId; readonly isGone: boolean } | undefined> {
    const { schema, node } = this.settings;
    let next: Sweepable | undefined;
    try {
      await changed(this.db, schema, async (change) => {
        next = (await sweepable(change, schema, node)).find(({ build }) => !tried.has(build));
        if (next !== undefined && !next.mayBeRead) await drop(change, schema, next);
      });
    } catch (error) {
      if (next === undefined) throw error;
      return { id: idOf(next), isGone: false }; // somebody reads it
    }
    return next && { id: idOf(next), isGone: !next.mayBeRead };
  }

  private sweepLater(): void {
    clearTimeout(this.later);
    this.later = setTimeout(() => {
      this.sweep().catch(() => undefined); // the next one does
    }, graceMs);
    this.later.unref();
  }
}

const idOf = ({ projection, version, build }: BuildId): BuildId => ({ projection, version, build });
