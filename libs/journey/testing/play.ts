import { decide, Journey } from '../src';
import type { Command, Decision, NewEvent } from '../src';
import type { Millis, Policies } from '@rapport/policy';
import fc from 'fast-check';
import type { Arbitrary } from 'fast-check';
import { arbitraryCommand } from './arbitrary-commands';
import type { GivenCommand } from './commands';
import { beginJourney } from './commands';
import { DAY_MS, DAY_ZERO } from './time';

/**
 * Something comes, so long after what came before, having occurred so long before it came. Commands are tried until one is
 * recorded: about as many are refused as are not.
 */
export interface Step {
  readonly commands: readonly GivenCommand[];
  readonly waitMs: Millis;
  readonly lateMs: Millis;
}

interface StepOptions {
  readonly commands?: Arbitrary<GivenCommand>;
  /** Of ten commands, how many are told late. */
  readonly lateInTen?: number;
  readonly maxLength?: number;
}

/** Steps after a begin on day 0, some of them told late. */
export function arbitrarySteps({
  commands = arbitraryCommand,
  lateInTen = 2,
  maxLength = 60,
}: StepOptions = {}): Arbitrary<readonly Step[]> {
  const ms = (days: number) => fc.integer({ min: 0, max: days * DAY_MS });
  const lateMs = fc
    .tuple(fc.integer({ min: 1, max: 10 }), ms(60))
    .map(([die, late]) => (die <= lateInTen ? late : 0));
  const tried = fc.array(commands, { minLength: 1, maxLength: 12, size: 'max' });
  const step = fc.record({ commands: tried, waitMs: ms(12), lateMs });
  const first: Step = { commands: [beginJourney()], waitMs: 0, lateMs: 0 };
  return fc.array(step, { maxLength, size: 'max' }).map((steps) => [first, ...steps]);
}

/** A command with its time, and the clock when it came. */
export type TimedCommand = Command & { readonly occurredAt: Millis; readonly now: Millis };

export interface Played {
  readonly journey: Journey;
  /** In the order of their revisions. */
  readonly events: readonly NewEvent[];
  /** The commands that were recorded, in order of arrival, with when they occurred. */
  readonly recorded: readonly TimedCommand[];
}

/** Sends the commands, in order of arrival, and tells what came of them. */
export function play(
  steps: readonly Step[],
  policies: Policies,
  seen: (decision: Decision, journey: Journey, command: TimedCommand) => void = () => undefined,
): Played {
  const journey = new Journey('j1');
  const events: NewEvent[] = [];
  const recorded: TimedCommand[] = [];
  let now = DAY_ZERO;
  for (const [index, { commands, waitMs, lateMs }] of steps.entries()) {
    now += waitMs;
    for (const [attempt, command] of commands.entries()) {
      const commandId = `k${index}.${attempt}`;
      const asked = { commandId, bodyHash: `h${commandId}`, ...command, occurredAt: now - lateMs, now };
      const decision = decide(journey, asked, { now, policies });
      seen(decision, journey, asked);
      if (decision.outcome !== 'record') continue;
      events.push(...decision.events);
      recorded.push(asked);
      break;
    }
  }
  return { journey, events, recorded };
}

/** Histories that decide allows, with late commands and stage decisions in them: what a log may hold of one journey. */
export const arbitraryHistory = (
  policies: Policies,
  options: StepOptions = {},
): Arbitrary<readonly NewEvent[]> => arbitrarySteps(options).map((steps) => play(steps, policies).events);
