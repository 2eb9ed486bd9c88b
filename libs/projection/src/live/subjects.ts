import type { JourneyEvent } from '@rapport/journey';
import type { CellScope, Columns, ReadBuild } from '@rapport/read-store';
import { advance } from '../fold/advance';
import { foldHistory, untouched, type Folded } from '../fold/fold-history';
import type { FoldedRow, Folder } from '../fold/folder';
import type { Changes } from '../rows/changes';
import { difference } from '../rows/difference';
import { Breather } from '../source/breather';
import type { Histories } from './stretch';
import type { SubjectCache } from './subject-cache';

/** What became of a subject's rows. */
export interface Outcome {
  readonly before: readonly FoldedRow[];
  readonly after: readonly FoldedRow[];
}

/** What is kept of a subject. */
export interface Stored {
  readonly rows: readonly FoldedRow[];
  /** Whether it may be parked. */
  readonly wasParked: boolean;
}

const noRows: readonly FoldedRow[] = [];
const nothing: Stored = { rows: noRows, wasParked: false };

/** The journeys of a build, or its merged customers: folds them, and collects what a commit has to change. */
export class Subjects {
  /** Whether some are parked, as far as is known; undefined: nobody has looked yet. */
  private anyParked: boolean | undefined;

  constructor(
    readonly folder: Folder,
    private readonly scope: CellScope,
    private readonly build: ReadBuild<Columns>,
    private readonly cache: SubjectCache,
  ) {}

  /**
   * Folds events on the state at hand; undefined where there is none or they are not behind it.
   * @param events as `advance` takes them
   */
  advance(subject: string, events: readonly JourneyEvent[], changes: Changes): Outcome | undefined {
    const known = this.cache.get(subject);
    const folded = known && advance(this.folder, subject, known, events);
    return folded && this.put(subject, folded, { before: known.rows, wasParked: false }, changes);
  }

  /** Remembers a subject that is known to have nothing to fold yet, so that its first event needs no reading. */
  expect(subject: string): void {
    this.cache.set(subject, untouched);
  }

  /** Folds the history of a subject of which nothing is stored. */
  begin(subject: string, history: readonly JourneyEvent[], changes: Changes): Outcome {
    const folded = foldHistory(this.folder, subject, history);
    return this.put(subject, folded, { before: noRows, wasParked: false }, changes);
  }

  /**
   * Folds whole histories, by subject; an empty one takes its subject away. What is stored of all of them is asked for at once.
   */
  async refold(histories: Histories, changes: Changes): Promise<ReadonlyMap<string, Outcome>> {
    const outcomes = new Map<string, Outcome>();
    if (histories.size === 0) return outcomes;
    const stored = await this.stored([...histories.keys()]);
    const breather = new Breather();
    for (const [subject, history] of histories) {
      const { rows: before, wasParked } = stored.get(subject) ?? nothing;
      const folded = foldHistory(this.folder, subject, history, before);
      outcomes.set(subject, this.put(subject, folded, { before, wasParked }, changes));
      if (breather.due) await breather.breathe();
    }
    return outcomes;
  }

  /** What was committed last of these subjects. */
  async stored(subjects: readonly string[]): Promise<ReadonlyMap<string, Stored>> {
    const known = new Map(subjects.map((subject) => [subject, this.cache.get(subject)]));
    const others = subjects.filter((subject) => known.get(subject) === undefined);
    const read = others.length === 0 ? undefined : await this.read(others);
    return new Map(
      Array.from(known, ([subject, folded]) => [
        subject,
        folded === undefined
          ? { rows: read?.rows.get(subject) ?? noRows, wasParked: read?.anyParked ?? true }
          : { rows: folded.rows, wasParked: folded.parked !== undefined },
      ]),
    );
  }

  private put(
    subject: string,
    folded: Folded,
    { before, wasParked }: { readonly before: readonly FoldedRow[]; readonly wasParked: boolean },
    changes: Changes,
  ): Outcome {
    const { rows: after, parked } = folded;
    changes.rows(difference(before, after), this.scope);
    if (parked !== undefined && this.cache.get(subject)?.parked !== parked) {
      changes.parked.push(parked);
      this.anyParked = true;
    } else if (parked === undefined && wasParked) {
      changes.unparked.push(subject);
    }
    if (folded.last === undefined) this.cache.delete(subject);
    else this.cache.set(subject, folded);
    return { before, after };
  }

  private async read(subjects: readonly string[]) {
    const rows = new Map<string, FoldedRow[]>();
    for (const row of this.folder.restored(await this.build.rowsOf(subjects))) {
      const of = rows.get(row.subject);
      if (of === undefined) rows.set(row.subject, [row]);
      else of.push(row);
    }
    this.anyParked ??= (await this.build.model.parked({ limit: 1 })).length > 0;
    return { rows, anyParked: this.anyParked };
  }
}
