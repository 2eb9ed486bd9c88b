import { commandNames, definitionOf } from '../catalogue/catalogue';
import type { CommandName } from '../catalogue/commands';
import { contradictionRule } from './judge';
import { timeRule } from './time-guard';

/** A rule of the journey, as its refusals name it. */
export interface JourneyRule {
  /** Stable. */
  readonly code: string;
  /** In words. */
  readonly rule: string;
  /** The commands that it may refuse. */
  readonly commands: readonly CommandName[];
}

/** Every rule, in the order in which commands meet them. */
export function rules(): readonly JourneyRule[] {
  const found = new Map<string, JourneyRule>([[timeRule.code, { ...timeRule, commands: commandNames }]]);
  for (const name of commandNames) {
    for (const { code, rule } of definitionOf(name).guards) {
      found.set(code, { code, rule, commands: [...(found.get(code)?.commands ?? []), name] });
    }
  }
  return [...found.values(), { ...contradictionRule, commands: commandNames }];
}
