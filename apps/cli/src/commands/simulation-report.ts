import { grouped } from '../terminal/numbers';
import { table } from '../terminal/table';
import type { SimulationOutcome, Transition } from './simulation-answer';

type Counts = Readonly<Record<string, number>>;

/** A simulation as people read it: both sides beside each other. */
export function simulationReport(outcome: SimulationOutcome): string {
  const { stages, trust, at } = outcome;
  return [
    summary(outcome),
    sideBySide('STAGE', stages.decided, stages.simulated),
    stages.transitions.length === 0
      ? ''
      : `${matrix(stages.transitions, ladder(stages))}(decided > simulated)\n`,
    sideBySide('TRUST', trust.decided, trust.simulated),
    at === null ? '' : `Trust is told for ${at}, the newest moment in the log.\n`,
  ]
    .filter((part) => part !== '')
    .join('\n');
}

function summary(outcome: SimulationOutcome): string {
  const { facts, decisions, recordedDecisions, changedCustomers, unsupportedFacts, unreadableJourneys } =
    outcome;
  const lines = [
    `From ${grouped(facts)} facts of ${grouped(outcome.journeys)} journeys, ${outcome.policy} would have made ${grouped(decisions)} decisions; ${grouped(recordedDecisions)} were made.`,
    changedCustomers === 0 ? 'No customer changes.' : `Customers who change: ${grouped(changedCustomers)}.`,
    ...(unsupportedFacts === 0
      ? []
      : [`Facts that rest on decisions which would not have been made: ${grouped(unsupportedFacts)}.`]),
    ...(unreadableJourneys === 0
      ? []
      : [`Journeys that cannot be read, left out: ${grouped(unreadableJourneys)}.`]),
  ];
  return `${lines.join('\n')}\n`;
}

function sideBySide(title: string, decided: Counts, simulated: Counts): string {
  const names = [...new Set([...Object.keys(decided), ...Object.keys(simulated)])];
  const rows = names.map((name) => {
    const [before, after] = [decided[name] ?? 0, simulated[name] ?? 0];
    return [name, grouped(before), grouped(after), signed(after - before)];
  });
  return table([title, 'DECIDED', 'SIMULATED', 'CHANGE'], alignedRight(rows, 3));
}

/** All stages, in the order of the policies. */
const ladder = ({ decided, simulated, transitions }: SimulationOutcome['stages']): readonly string[] => [
  ...new Set([
    ...Object.keys(decided),
    ...Object.keys(simulated),
    ...transitions.flatMap(({ from, to }) => [from, to]),
  ]),
];

/** Who went from where to where: a row for each stage that was left, a column for each that was entered. */
function matrix(transitions: readonly Transition[], names: readonly string[]): string {
  const from = names.filter((name) => transitions.some((transition) => transition.from === name));
  const to = names.filter((name) => transitions.some((transition) => transition.to === name));
  const cell = (row: string, column: string): string => {
    const found = transitions.find((transition) => transition.from === row && transition.to === column);
    return found === undefined ? '.' : `${grouped(found.decided)} > ${grouped(found.simulated)}`;
  };
  return table(
    ['FROM / TO', ...to],
    from.map((row) => [row, ...to.map((column) => cell(row, column))]),
  );
}

const signed = (n: number): string => (n === 0 ? '' : `${n > 0 ? '+' : '-'}${grouped(Math.abs(n))}`);

/** A column whose texts end below each other. */
function alignedRight(rows: readonly (readonly string[])[], column: number): readonly (readonly string[])[] {
  const width = Math.max(...rows.map((row) => row[column]?.length ?? 0));
  return rows.map((row) => row.map((text, index) => (index === column ? text.padStart(width) : text)));
}
