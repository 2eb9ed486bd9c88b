import type { JourneyEvent } from '@rapport/journey';
import type { CellScope, Columns, ReadBuild } from '@rapport/read-store';
import { advance } from '../fold/advance';
import { foldHistory, untouched, type Folded } from '../fold/fold-history';
import type { FoldedRow, Folder } from '../fold/folder';
import type { Changes } from '../rows/changes';
import { difference } from '../rows/difference';
import type { SubjectCache } from './subject-cache';

/** What became of a subject's rows. */
export interface Outcome {
  readonly before: readonly FoldedRow[];
  readonly after: readonly FoldedRow[];
}

const noRows: readonly FoldedRow[] = [];

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

  /** Folds a whole history; an empty one takes the subject away. */
  async refold(subject: string, history: readonly JourneyEvent[], changes: Changes): Promise<Outcome> {
    const before = await this.rowsOf(subject);
    const wasParked = await this.mayBeParked(subject);
    return this.put(
      subject,
      foldHistory(this.folder, subject, history, before),
      { before, wasParked },
      changes,
    );
  }

  /** As they are stored. */
  async rowsOf(subject: string): Promise<readonly FoldedRow[]> {
    return this.cache.get(subject)?.rows ?? this.folder.restored(await this.build.rowsOf(subject));
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

  private async mayBeParked(subject: string): Promise<boolean> {
    const known = this.cache.get(subject);
    if (known !== undefined) return known.parked !== undefined;
    this.anyParked ??= (await this.build.model.parked({ limit: 1 })).length > 0;
    return this.anyParked;
  }
}
