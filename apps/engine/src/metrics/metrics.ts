import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';

const seconds = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5];

export type CommandOutcome = 'recorded' | 'unchanged' | 'replayed' | 'refused' | 'failed';

/** Of one command, by name. */
interface Tally {
  readonly outcomes: Record<CommandOutcome, number>;
  readonly seconds: Histogram.Internal<string>;
}

/** What Prometheus reads under `/metrics`. Labels are names of ours, never ids. */
export class Metrics {
  readonly registry = new Registry();
  private readonly commandSeconds = new Histogram({
    name: 'rapport_command_duration_seconds',
    help: 'From a valid command to its durable answer',
    labelNames: ['command'],
    buckets: seconds,
    registers: [this.registry],
  });
  private readonly requestSeconds = new Histogram({
    name: 'rapport_http_request_duration_seconds',
    help: 'HTTP requests by method, route pattern and status',
    labelNames: ['method', 'route', 'status'],
    buckets: seconds,
    registers: [this.registry],
  });
  private readonly conflicts = new Counter({
    name: 'rapport_command_retries_total',
    help: 'Commands decided again because an append failed',
    registers: [this.registry],
  });

  // prom-client looks a series up by hashing its labels, on every call; these are few.
  private readonly tallies = new Map<string, Tally>();
  private readonly requests = new Map<string, Histogram.Internal<string>>();

  private readonly appendEvents = new Histogram({
    name: 'rapport_append_events',
    help: 'Events of one append: a fact and what our policy decided about it',
    buckets: [1, 2, 3, 5, 10],
    registers: [this.registry],
  });

  constructor() {
    collectDefaultMetrics({ register: this.registry });
    countCommands(this.registry, this.tallies);
  }

  command(name: string, outcome: CommandOutcome, durationSeconds: number): void {
    const tally = cached(this.tallies, name, () => ({
      outcomes: noOutcomes(),
      seconds: this.commandSeconds.labels(name),
    }));
    tally.outcomes[outcome] += 1;
    tally.seconds.observe(durationSeconds);
  }

  request(method: string, route: string, status: number, durationMs: number): void {
    const series = () => this.requestSeconds.labels(method, route, String(status));
    cached(this.requests, `${method} ${route} ${status}`, series).observe(durationMs / 1000);
  }

  appended(events: number): void {
    this.appendEvents.observe(events);
  }

  retried(): void {
    this.conflicts.inc();
  }

  /** A gauge whose value is asked for when it is read. */
  gauge(name: string, help: string, read: () => number): void {
    new Gauge({
      name,
      help,
      registers: [this.registry],
      collect() {
        this.set(read());
      },
    });
  }

  /** The same, by projection. */
  gauges(name: string, help: string, read: () => Promise<readonly (readonly [string, number])[]>): void {
    new Gauge({
      name,
      help,
      labelNames: ['projection'],
      registers: [this.registry],
      async collect() {
        const values = await read();
        this.reset();
        for (const [projection, value] of values) this.set({ projection }, value);
      },
    });
  }
}

const noOutcomes = (): Record<CommandOutcome, number> => ({
  recorded: 0,
  unchanged: 0,
  replayed: 0,
  refused: 0,
  failed: 0,
});

/** Counted by ourselves and told when somebody asks. */
function countCommands(registry: Registry, tallies: ReadonlyMap<string, Tally>): void {
  new Counter({
    name: 'rapport_commands_total',
    help: 'Commands by name and outcome',
    labelNames: ['command', 'outcome'],
    registers: [registry],
    collect() {
      this.reset();
      for (const [command, { outcomes }] of tallies)
        for (const [outcome, count] of Object.entries(outcomes))
          if (count > 0) this.inc({ command, outcome }, count);
    },
  });
}

function cached<T>(series: Map<string, T>, key: string, create: () => T): T {
  const known = series.get(key);
  if (known !== undefined) return known;
  const created = create();
  series.set(key, created);
  return created;
}
