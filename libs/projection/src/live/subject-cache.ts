import { LRUCache } from 'lru-cache';
import type { Folded } from '../fold/fold-history';

const entryOverhead = 10;

/** The subjects that were folded last, bounded by the events in them. What is not here is folded again from the log. */
export class SubjectCache {
  private readonly subjects: LRUCache<string, Folded>;

  constructor(private readonly maxEvents: number) {
    this.subjects = new LRUCache({ maxSize: maxEvents });
  }

  get(subject: string): Folded | undefined {
    return this.subjects.get(subject);
  }

  set(subject: string, folded: Folded): void {
    // The longest history is the last that should be folded again with every event: it takes a share and stays.
    const size = Math.min(folded.events + entryOverhead, Math.ceil(this.maxEvents / entryOverhead));
    this.subjects.set(subject, folded, { size });
  }

  delete(subject: string): void {
    this.subjects.delete(subject);
  }

  clear(): void {
    this.subjects.clear();
  }
}
