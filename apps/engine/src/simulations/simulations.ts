import { ThreadEntry } from '@rapport/builds';
import { reasonOf, type EventStore } from '@rapport/event-store';
import type { Millis, Policy, PolicyRegistry } from '@rapport/policy';
import { isoInstant } from '@rapport/projection';
import { carryOut, hasWorker, removeChanges, SimulationThreads } from '@rapport/simulation';
import type { Outcome, SimulationOrder, SimulationProgress } from '@rapport/simulation';
import type { EventStoreLocation } from '@rapport/stores';
import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import {
  maxSimulationEvents,
  maxSimulations,
  simulationKeptMs,
  simulationThreadsKeptMs,
} from '../http/limits';
import { shuttingDown } from '../problems/to-problem';
import { jobOf, outcomeAnswer, type SimulationAnswer, type SimulationJob } from './simulation-job';
import { simulationNotDone, simulationNotFound, simulationRunning } from './simulation-problems';

/** Each build writes all of its files, so also this one. */
const code = ThreadEntry.at(__filename);

export interface SimulationsOptions {
  readonly log: EventStore;
  readonly policies: Pick<PolicyRegistry, 'all'>;
  /** Where the log is, for the threads that read it. */
  readonly eventStore: EventStoreLocation;
  readonly dataFolder: string;
  readonly onError: (error: unknown) => void;
}

interface Entry {
  answer: SimulationAnswer;
  readonly changesFile: string;
  readonly stopping: AbortController;
  ended: Promise<void>;
  expiry?: NodeJS.Timeout;
}

/** The simulations that were asked for: one runs at a time, the latest are remembered for a while. */
export class Simulations {
  private readonly entries = new Map<string, Entry>();
  private readonly threads = new SimulationThreads(simulationThreadsKeptMs);
  private readonly folder: string;
  private isStopped = false;

  constructor(private readonly options: SimulationsOptions) {
    this.folder = join(options.dataFolder, 'simulations');
  }

  /** @throws Problem `simulation-running`, `shutting-down` */
  async begin(candidate: Policy, from: Millis | null): Promise<SimulationAnswer> {
    const { log } = this.options;
    const [head = null, events] = await Promise.all([log.head(), log.count()]);
    if (this.isStopped) throw shuttingDown();
    this.refuseWhileOneRuns();
    const id = randomUUID();
    const changesFile = join(this.folder, `${id}.ndjson`);
    const order: SimulationOrder = {
      ...{ head, events, candidate: textOf(candidate), published: this.options.policies.all.map(textOf) },
      ...{ from, changesFile, maxEventsInMemory: maxSimulationEvents },
    };
    const answer: SimulationAnswer = {
      ...{ id, state: 'running', policy: candidate.name, from: from === null ? null : isoInstant(from) },
      ...{ position: head, done: 0, total: 0 },
    };
    const entry: Entry = { answer, changesFile, stopping: new AbortController(), ended: Promise.resolve() };
    this.entries.set(id, entry);
    entry.ended = this.run(entry, order);
    await this.forgetOldest();
    return answer;
  }

  /** By age. */
  list(): readonly SimulationJob[] {
    return Array.from(this.entries.values(), ({ answer }) => jobOf(answer));
  }

  /** @throws Problem `simulation-not-found` */
  find(id: string): SimulationAnswer {
    return this.entry(id).answer;
  }

  /** The file of the journeys that change. @throws Problem `simulation-not-found`, `simulation-not-done` */
  changesOf(id: string): string {
    const { answer, changesFile } = this.entry(id);
    if (answer.state === 'done') return changesFile;
    throw simulationNotDone(answer);
  }

  /** Ends it where it runs, and forgets it. @throws Problem `simulation-not-found` */
  async remove(id: string): Promise<void> {
    const entry = this.entry(id);
    this.entries.delete(id);
    clearTimeout(entry.expiry);
    entry.stopping.abort();
    await entry.ended;
    await removeChanges(entry.changesFile);
  }

  /** Ends what runs and forgets everything. */
  async stop(): Promise<void> {
    this.isStopped = true;
    for (let [id] = this.entries.keys(); id !== undefined; [id] = this.entries.keys()) await this.remove(id);
    await this.threads.close();
    await this.clean();
  }

  /** What a killed engine left behind is nobody's any more. */
  clean(): Promise<void> {
    return rm(this.folder, { recursive: true, force: true });
  }

  private async run(entry: Entry, order: SimulationOrder): Promise<void> {
    try {
      const outcome = await this.outcome(entry, order);
      entry.answer = { ...entry.answer, state: 'done', done: entry.answer.total, ...outcomeAnswer(outcome) };
    } catch (error) {
      if (entry.stopping.signal.aborted) return;
      this.options.onError(error);
      entry.answer = { ...entry.answer, state: 'failed', error: reasonOf(error) };
    }
    this.expire(entry);
  }

  private async outcome(entry: Entry, order: SimulationOrder): Promise<Outcome> {
    const { log, eventStore } = this.options;
    const { signal } = entry.stopping;
    const onProgress = ({ done, total }: SimulationProgress): void => {
      entry.answer = { ...entry.answer, done, total };
    };
    if (!hasWorker()) return carryOut(order, { log, onProgress, signal });
    code?.check(); // threads that are kept, and others, are to be of the same
    return this.threads.carryOut({ ...order, eventStore }, onProgress, signal);
  }

  private expire(entry: Entry): void {
    const { id } = entry.answer;
    entry.answer = { ...entry.answer, expiresAt: isoInstant(Date.now() + simulationKeptMs) };
    entry.expiry = setTimeout(
      () => void this.remove(id).catch(this.options.onError),
      simulationKeptMs,
    ).unref();
  }

  private async forgetOldest(): Promise<void> {
    for (const id of [...this.entries.keys()].slice(0, -maxSimulations)) await this.remove(id);
  }

  private refuseWhileOneRuns(): void {
    const running = [...this.entries.values()].find(({ answer }) => answer.state === 'running')?.answer;
    if (running !== undefined) throw simulationRunning(running.id);
  }

  private entry(id: string): Entry {
    const entry = this.entries.get(id);
    if (entry !== undefined) return entry;
    throw simulationNotFound();
  }
}

const textOf = ({ document, version }: Policy) => ({ document, version });
