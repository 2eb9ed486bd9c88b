import { InvalidArgumentError, Option, program } from 'commander';
import 'reflect-metadata';
import { runFaults, type Report, type Round } from './run-faults';

interface Given {
  readonly rounds: number;
  readonly seed: number;
  readonly nodes: readonly number[];
  readonly json?: boolean;
}

const wholeNumber = (text: string): number => {
  if (!/^\d{1,9}$/.test(text)) throw new InvalidArgumentError('It must be a whole number.');
  return Number(text);
};

const oneOrMore = (text: string): number => {
  if (wholeNumber(text) === 0) throw new InvalidArgumentError('It must be 1 or more.');
  return Number(text);
};

program
  .description(
    'Engines on one log and one PostgreSQL, under a load of commands and rebuilds, while things break.',
  )
  .addOption(new Option('--rounds <n>', 'faults, one after the other').default(100).argParser(oneOrMore))
  .addOption(new Option('--seed <n>', 'of faults and load').default(1).argParser(wholeNumber))
  .addOption(
    new Option('--nodes <n,…>', 'how many engines: the rounds are shared out among these')
      .default([2, 4], '2,4')
      .argParser((text) => text.split(',').map(oneOrMore)),
  )
  .option('--json', 'the report as one line of JSON on stdout');

const progress = (rounds: number) => (round: Round) =>
  process.stderr.write(
    `${round.round}/${rounds}  ${round.nodes} nodes  ${round.fault.padEnd(40)}  ${round.acknowledged} acknowledged, all ready after ${round.readyMs} ms\n`,
  );

function tell(report: Report): void {
  const { seed, rounds, acknowledged, slowestAcknowledgementMs, events, violations, logs } = report;
  const { length } = violations;
  const slowest = Math.max(0, ...rounds.map(({ readyMs }) => readyMs));
  process.stderr.write(
    `${rounds.length} rounds, seed ${seed}: ${acknowledged} acknowledgements of ${events} events, the slowest after ${slowestAcknowledgementMs} ms; all nodes back within ${slowest} ms; ${length} violations\n`,
  );
  for (const violation of violations.slice(0, 20)) process.stderr.write(`  ${violation}\n`);
  if (length > 0)
    process.stderr.write(
      `How it was, and the nodes' logs, are in ${logs ?? ''}. Run it again with --seed ${seed}.\n`,
    );
}

async function main(): Promise<void> {
  const { rounds, seed, nodes, json } = program.parse().opts<Given>();
  const eventStoreUrl = process.env.EVENTSTOREDB_URL;
  const report = await runFaults(
    { rounds, seed, nodes, ...(eventStoreUrl && { eventStoreUrl }) },
    progress(rounds),
  );
  tell(report);
  if (json === true) console.log(JSON.stringify(report));
  process.exitCode = report.violations.length === 0 ? 0 : 1;
}

void main().catch((error: unknown) => {
  process.stderr.write(`faults: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
