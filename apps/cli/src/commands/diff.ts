import { Command, InvalidArgumentError } from 'commander';
import { clientOf, withEngine, type EngineOptions } from '../engine-options';
import { CommandFailed } from '../explain';
import { grouped } from '../terminal/numbers';
import { table } from '../terminal/table';
import { json, line, type Terminal } from '../terminal/terminal';
import { replayPath } from './replay-answer';

interface DiffCommandOptions extends EngineOptions {
  readonly projection?: string;
  readonly limit: number;
}

type Change = 'added' | 'removed' | 'changed';

/** As the engine answers it, one a line. */
type Difference =
  | {
      readonly kind: 'subject';
      readonly projection: string;
      readonly journeyId?: string;
      readonly customerId?: string;
      readonly change: Change;
      readonly parts: readonly { readonly part: string }[];
    }
  | {
      readonly kind: 'group';
      readonly measure: string;
      readonly group: string;
      readonly onlyFrom: number;
      readonly onlyTo: number;
    }
  | ({ readonly kind: 'total'; readonly projection: string } & Readonly<Record<Change, number>>);

type Of<Kind extends Difference['kind']> = Extract<Difference, { kind: Kind }>;

/** `rapport diff <replay> <replay|live>` */
export function diffCommand(terminal: Terminal): Command {
  return withEngine(new Command('diff'))
    .description('Say what differs between a replay and another one, or what is in force')
    .argument('<replay>', 'as `rapport replays` lists them')
    .argument('[other]', 'another replay, or live', 'live')
    .option('--projection <name>', 'only this one')
    .option(
      '--limit <n>',
      'groups, and journeys or customers, to name of each projection; --json has all',
      count,
      20,
    )
    .action((replay: string, other: string, options: DiffCommandOptions) =>
      diff(replay, other, options, terminal),
    );
}

async function diff(
  replay: string,
  other: string,
  options: DiffCommandOptions,
  terminal: Terminal,
): Promise<void> {
  const query = new URLSearchParams({
    to: other,
    ...(options.projection && { projection: options.projection }),
  });
  const report = options.json ? undefined : new Report(replay, other, options.limit, terminal);
  let last: Difference | undefined;
  for await (const one of clientOf(options).lines(`${replayPath(replay)}/diff?${query.toString()}`)) {
    last = one as Difference;
    if (report === undefined) json(terminal, last);
    else report.add(last);
  }
  if (last?.kind !== 'total') throw new CommandFailed('The comparison broke off. Run it again.');
}

/** A comparison as people read it, a projection at a time. */
class Report {
  private subjects: string[][] = [];
  private groups: Of<'group'>[] = [];

  constructor(
    private readonly from: string,
    private readonly to: string,
    private readonly limit: number,
    private readonly terminal: Terminal,
  ) {}

  add(difference: Difference): void {
    if (difference.kind === 'subject') this.addSubject(difference);
    else if (difference.kind === 'group') this.groups.push(difference);
    else this.end(difference);
  }

  private addSubject({ journeyId, customerId, change, parts }: Of<'subject'>): void {
    if (this.subjects.length >= this.limit) return;
    const named = parts.map(({ part }) => part).filter((part) => part !== '');
    this.subjects.push([journeyId ?? `customer ${customerId ?? ''}`, change, named.join(', ')]);
  }

  private end({ projection, added, removed, changed }: Of<'total'>): void {
    const { terminal, from, to, limit } = this;
    const all = added + removed + changed;
    line(
      terminal,
      all === 0
        ? `${projection}: nothing differs.`
        : `${projection}: ${grouped(changed)} changed, ${grouped(added)} only in ${to}, ${grouped(removed)} only in ${from}.`,
    );
    if (this.groups.length > 0 && limit > 0) terminal.out(this.groupTable());
    this.tell(this.groups.length, limit, 'groups');
    if (this.subjects.length > 0) terminal.out(table(['WHO', 'CHANGE', 'OF'], this.subjects));
    this.tell(all, this.subjects.length, 'journeys and customers');
    this.subjects = [];
    this.groups = [];
  }

  /** Those that differ most. */
  private groupTable(): string {
    const most = this.groups.toSorted((a, b) => b.onlyFrom + b.onlyTo - a.onlyFrom - a.onlyTo);
    return table(
      ['MEASURE', 'GROUP', `ONLY IN ${this.from}`, `ONLY IN ${this.to}`],
      most
        .slice(0, this.limit)
        .map(({ measure, group, onlyFrom, onlyTo }) => [measure, group, grouped(onlyFrom), grouped(onlyTo)]),
    );
  }

  private tell(all: number, told: number, what: string): void {
    if (all > told && told > 0)
      line(this.terminal, `… and ${grouped(all - told)} ${what} more: --limit, or --json for all.`);
  }
}

function count(text: string): number {
  if (/^\d{1,6}$/.test(text)) return Number(text);
  throw new InvalidArgumentError('Give a whole number.');
}
