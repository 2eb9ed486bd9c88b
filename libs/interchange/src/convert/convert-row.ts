import { commandLine, type CommandLine, type RowFrame } from './command-line';
import type { Group } from './group';
import { journeyIdOf } from '../ids';
import type { Mapping, RowKind } from '../mapping/mapping';
import type { StagedRow } from '../staging/staged-rows';

export type Converted =
  | { readonly outcome: 'commands'; readonly journeyId: string; readonly commands: readonly CommandLine[] }
  /** No rule holds, or none that holds sends a command. */
  | { readonly outcome: 'no-rule' }
  | { readonly outcome: 'failed'; readonly reason: string };

/** Plays one row on its group. A row that fails leaves the group as it was. */
export function convertRow(
  mapping: Mapping,
  kind: RowKind,
  group: Group,
  row: StagedRow,
  key: string,
): Converted {
  const before = group.state;
  try {
    const context = group.contextOf(row, kind);
    group.journeyId ??= journeyOf(mapping, kind, context);
    const frame = { mapping, journeyId: group.journeyId, groupKey: group.key, at: row.at, row: key };
    for (const { name, value } of kind.define) context[name] = value(context);
    const { commands, applied } = applyRules(kind, group, context, frame);
    group.hasPlayed(row, kind);
    return applied ? { outcome: 'commands', journeyId: group.journeyId, commands } : { outcome: 'no-rule' };
  } catch (error) {
    group.state = before;
    return { outcome: 'failed', reason: wordsOf(error) };
  }
}

function applyRules(kind: RowKind, group: Group, context: Record<string, unknown>, frame: RowFrame) {
  const commands: CommandLine[] = [];
  let applied = false;
  for (const { name, when, commands: templates, set } of kind.rules)
    within(`rule "${name}"`, () => {
      if (when !== undefined && when.evaluate(context) !== true) return;
      applied = true;
      for (const template of templates) {
        if (template.when !== undefined && template.when.evaluate(context) !== true) continue;
        const occurrence = commands.filter(({ command }) => command === template.command).length;
        commands.push(commandLine(template, context, occurrence, frame));
      }
      group.state = {
        ...group.state,
        ...Object.fromEntries(set.map((each) => [each.name, each.value(context)])),
      };
      context.state = group.state;
    });
  return { commands, applied };
}

function journeyOf(
  { source }: Mapping,
  { journey }: RowKind,
  context: Readonly<Record<string, unknown>>,
): string {
  const key = journey.evaluate(context);
  if (typeof key !== 'string' || key === '') throw new Error('the key of the journey is empty');
  return journeyIdOf(source, key);
}

function within(what: string, act: () => void): void {
  try {
    act();
  } catch (error) {
    throw new Error(`${what}: ${wordsOf(error)}`, { cause: error });
  }
}

/** The first line: CEL's messages quote the expression below it. */
const wordsOf = (error: unknown): string =>
  (error instanceof Error ? error.message : String(error)).split('\n')[0] ?? '';
