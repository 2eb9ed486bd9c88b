import { SingleBar } from 'cli-progress';
import { bytes, grouped, seconds } from './numbers';
import type { Terminal } from './terminal';

export type Unit = 'bytes' | 'rows' | 'commands' | 'events';

/** Shows how far something is: a bar where someone looks on, a line every few seconds where nobody does. */
export interface Progress {
  begin(title: string, total: number, unit: Unit, done?: number): void;
  update(done: number, total?: number): void;
  /** A message among the progress. */
  note(message: string): void;
  end(): void;
}

export const progressOn = (terminal: Terminal): Progress =>
  terminal.drawsBars ? new BarProgress(terminal) : new LineProgress(terminal);

interface Run {
  readonly title: string;
  readonly unit: Unit;
  readonly begunAt: number;
  readonly begunWith: number;
  total: number;
  done: number;
}

const begun = (title: string, total: number, unit: Unit, done: number): Run => ({
  title,
  unit,
  total,
  done,
  begunAt: Date.now(),
  begunWith: done,
});

/** `12,000 of 31,000 commands, 8,200 commands/s, 2.3s left` */
function describe({ unit, total, done, begunAt, begunWith }: Run): string {
  const amount = (n: number): string => (unit === 'bytes' ? bytes(n) : grouped(n));
  const rate = ((done - begunWith) * 1000) / Math.max(Date.now() - begunAt, 1);
  const perSecond = unit === 'bytes' ? `${bytes(Math.round(rate))}/s` : `${grouped(rate)} ${unit}/s`;
  const left = rate > 0 && done < total ? `, ${seconds((total - done) / rate)} left` : '';
  return `${amount(done)} of ${amount(total)}${unit === 'bytes' ? '' : ` ${unit}`}, ${perSecond}${left}`;
}

class BarProgress implements Progress {
  private bar: SingleBar | undefined;
  private run: Run | undefined;

  constructor(private readonly terminal: Terminal) {}

  begin(title: string, total: number, unit: Unit, done = 0): void {
    this.end();
    this.run = begun(title, total, unit, done);
    this.bar = new SingleBar({
      format: `${title.padEnd(12)} {bar} {percentage}%  {figures}`,
      barCompleteChar: '█',
      barIncompleteChar: '░',
      barsize: 24,
      hideCursor: true,
      stream: process.stderr,
    });
    this.bar.start(Math.max(total, 1), done, { figures: '' });
  }

  update(done: number, total?: number): void {
    if (this.run === undefined) return;
    this.run.done = done;
    this.run.total = total ?? this.run.total;
    this.bar?.setTotal(Math.max(this.run.total, 1));
    this.bar?.update(done, { figures: describe(this.run) });
  }

  note(message: string): void {
    this.bar?.stop();
    this.terminal.err(`${message}\n`);
    if (this.run !== undefined) this.begin(this.run.title, this.run.total, this.run.unit, this.run.done);
  }

  end(): void {
    this.bar?.stop();
    this.bar = undefined;
    this.run = undefined;
  }
}

const linePauseMs = 3_000;

class LineProgress implements Progress {
  private run: Run | undefined;
  private lastLineAt = 0;

  constructor(private readonly terminal: Terminal) {}

  begin(title: string, total: number, unit: Unit, done = 0): void {
    this.end();
    this.run = begun(title, total, unit, done);
    this.lastLineAt = Date.now();
  }

  update(done: number, total?: number): void {
    if (this.run === undefined) return;
    this.run.done = done;
    this.run.total = total ?? this.run.total;
    if (Date.now() - this.lastLineAt < linePauseMs) return;
    this.lastLineAt = Date.now();
    this.terminal.err(`${this.run.title}: ${describe(this.run)}\n`);
  }

  note(message: string): void {
    this.terminal.err(`${message}\n`);
  }

  end(): void {
    this.run = undefined;
  }
}
