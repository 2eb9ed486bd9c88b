import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { join } from 'node:path';
import { commands1, commands64 } from './suites/commands';
import { grownAppends } from './suites/grown/appends';
import { grownBulk } from './suites/grown/bulk';
import { grownNodes } from './suites/grown/nodes';
import { grownRebuild } from './suites/grown/rebuild';
import { eventStoreDBUrl, hasEventStoreDB } from './suites/grown/server';
import { http } from './suites/http';
import { lag, lagDuringRebuild } from './suites/lag';
import { late } from './suites/late';
import { quantiles } from './suites/quantiles';
import { queries } from './suites/queries';
import { rebuild } from './suites/rebuild';
import { simulate } from './suites/simulate';

type Figures = Readonly<Record<string, number>>;

/** Each suite is run `rounds` times; its median by the first figure counts, and the most memory of any round. */
interface Suite {
  readonly name: string;
  readonly rounds: number;
  run(): Promise<Figures>;
}

/**
 * Suites that need an EventStoreDB; `grown` names them all. Appends come last: a million events in a few streams are no log
 * that anybody rebuilds from.
 */
const grown: readonly Suite[] = [
  { name: 'grownRebuild', rounds: 1, run: async () => figures(await grownRebuild(200_000)) },
  { name: 'grownBulk', rounds: 1, run: async () => figures(await grownBulk(500_000)) },
  { name: 'grownNodes', rounds: 1, run: async () => figures(await grownNodes(8_000)) },
  {
    name: 'grownAppends64',
    rounds: 1,
    run: async () => figures(await grownAppends({ events: 6_400, batch: 1, inFlight: 64 })),
  },
  {
    name: 'grownAppends100',
    rounds: 1,
    run: async () => figures(await grownAppends({ events: 40_000, batch: 100, inFlight: 8 })),
  },
];

const figures = (result: object): Figures => ({ ...result });
const suites: readonly Suite[] = [
  { name: 'quantiles', rounds: 1, run: async () => figures(await quantiles(1_000_000)) },
  { name: 'commands1', rounds: 1, run: async () => figures(await commands1()) },
  { name: 'commands64', rounds: 1, run: async () => figures(await commands64('paused')) },
  { name: 'commands64Live', rounds: 1, run: async () => figures(await commands64('running')) },
  { name: 'http', rounds: 3, run: async () => figures(await http('running', 30_000)) },
  { name: 'httpPaused', rounds: 3, run: async () => figures(await http('paused', 30_000)) },
  { name: 'lag', rounds: 1, run: async () => figures(await lag(10)) },
  { name: 'lagDuringRebuild', rounds: 1, run: async () => figures(await lagDuringRebuild(10, 200_000)) },
  { name: 'late', rounds: 1, run: async () => figures(await late()) },
  { name: 'queries', rounds: 1, run: async () => figures(await queries(1_000_000)) },
  { name: 'rebuild', rounds: 1, run: async () => ratioFirst(await rebuild(200_000)) },
  { name: 'rebuild100k', rounds: 1, run: async () => ratioFirst(await rebuild(100_000)) },
  { name: 'rebuild1m', rounds: 3, run: async () => ratioFirst(await rebuild(1_000_000)) },
  { name: 'rebuild1mTwo', rounds: 3, run: async () => ratioFirst(await rebuild(1_000_000, 'two')) },
  { name: 'simulate1m', rounds: 3, run: async () => figures(await simulate(1_000_000)) },
];

const ratioFirst = ({ ratio, ...rest }: { readonly ratio: number }): Figures => ({ ratio, ...rest });

async function median({ name, rounds, run }: Suite): Promise<Figures> {
  const results: Figures[] = [];
  for (let round = 1; round <= rounds; round++) {
    process.stderr.write(`${name} ${round}/${rounds} …\n`);
    results.push(await run());
  }
  const first = (result: Figures): number => Object.values(result)[0] ?? 0;
  const rss = results.flatMap(({ rssMiB }) => rssMiB ?? []);
  const middle = results.sort((a, b) => first(a) - first(b))[Math.floor(rounds / 2)] ?? {};
  return { ...middle, ...(rss.length > 0 && { rssMiB: Math.max(...rss) }) };
}

const rounded = (results: Figures): Figures =>
  Object.fromEntries(Object.entries(results).map(([name, value]) => [name, Number(value.toPrecision(3))]));

function store(results: Readonly<Record<string, Figures>>): string {
  const folder = join(process.cwd(), 'bench', 'results');
  mkdirSync(folder, { recursive: true });
  const machine = {
    node: process.version,
    cpu: cpus()[0]?.model,
    cores: cpus().length,
    memoryGiB: Math.round(totalmem() / 2 ** 30),
  };
  const measuredAt = new Date().toISOString();
  const file = join(folder, `${measuredAt.slice(0, 10)}.json`);
  writeFileSync(file, `${JSON.stringify({ measuredAt, machine, results }, null, 2)}\n`);
  return file;
}

async function main(args: readonly string[]): Promise<void> {
  const unknown = args.find((arg) => arg.startsWith('--') && arg !== '--json');
  if (unknown !== undefined) throw new Error(`There is no option ${unknown}, only --json.`);
  const asked = args.filter((arg) => !arg.startsWith('--'));
  const results: Record<string, Figures> = {};
  for (const suite of asked.length === 0 ? everything() : asked.flatMap(named)) {
    results[suite.name] = rounded(await median(suite));
    process.stderr.write(`${suite.name} ${JSON.stringify(results[suite.name])}\n`);
  }
  if (asked.length === 0) process.stderr.write(`Written to ${store(results)}\n`);
  if (args.includes('--json')) console.log(summary(results));
  else console.table(results);
}

function everything(): readonly Suite[] {
  if (hasEventStoreDB()) return [...suites, ...grown];
  process.stderr.write(
    'Without EVENTSTOREDB_URL=esdb://… the suites of the grown deployment are left out.\n',
  );
  return suites;
}

function named(name: string): readonly Suite[] {
  if (name === 'grown') {
    eventStoreDBUrl();
    return grown;
  }
  const found = [...suites, ...grown].filter((suite) => suite.name === name);
  if (found.length > 0) return found;
  const names = [...suites, ...grown].map((suite) => suite.name);
  throw new Error(
    `There is no suite ${name}. There are ${names.join(', ')}, and grown for all that begin so.`,
  );
}

function summary(results: Readonly<Record<string, Figures>>): string {
  const ratios = Object.fromEntries(ratioNames.map(([name, suite]) => [name, results[suite]?.ratio]));
  return JSON.stringify({
    ratios,
    lagP99Ms: results.lag?.p99,
    rebuildRssMiB1m: results.rebuild1m?.rssMiB,
    asOfP99Ms: results.queries?.asOfP99,
    queryP99Ms: results.queries?.p99,
  });
}

/** Names in the line of JSON, and their suites. */
const ratioNames = [
  ['commands1', 'commands1'],
  ['commands64', 'commands64'],
  ['commands64Live', 'commands64Live'],
  ['http', 'http'],
  ['rebuild', 'rebuild'],
  ['rebuild200k', 'rebuild'],
  ['rebuild1m', 'rebuild1m'],
  ['rebuild1mTwo', 'rebuild1mTwo'],
  ['simulate1m', 'simulate1m'],
  ['grownAppends64', 'grownAppends64'],
  ['grownAppends100', 'grownAppends100'],
  ['grownRebuild', 'grownRebuild'],
  ['grownBulk', 'grownBulk'],
  ['grownNodes', 'grownNodes'],
] as const;

void main(process.argv.slice(2)).catch((error: unknown) => {
  process.stderr.write(`bench: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
