import { decide, Journey } from '../src';
import type { Command, Decision, JourneyEvent, NewEvent } from '../src';
import type { Policies } from '@rapport/policy';
import type { GivenCommand } from './commands';
import { recorded } from './events';
import type { GivenEvent } from './events';
import { policiesOf } from './policies';
import { DAY_ZERO, MINUTE_MS } from './time';

/** A journey as the log has it. */
export function journeyOf(events: readonly JourneyEvent[], policies: Policies): Journey {
  const journey = new Journey(events[0]?.journeyId ?? 'j1');
  for (const event of events) journey.apply(event, policies);
  return journey;
}

/**
 * `given([journeyBegun(), caseOpened('c1')]).when(proposeResolution('c1')).records(resolutionProposed('c1'))`
 *
 * Events without a time follow each other by minutes; a command without one occurs now.
 */
export function given(events: readonly GivenEvent[], policies: Policies = policiesOf()) {
  const history = recorded(events);
  const newest = Math.max(DAY_ZERO, ...history.map(({ occurredAt }) => occurredAt));
  return {
    /** `now` is the clock; by default it shows a minute after the newest event, or when the command occurred if that is later. */
    when(command: GivenCommand, now = Math.max(newest + MINUTE_MS, command.occurredAt ?? 0)): Outcome {
      const journey = journeyOf(history, policies);
      const asked = { commandId: 'command', ...command } as Command;
      return new Outcome(decide(journey, asked, { now, policies }), journey);
    },
  };
}

const isDecision = ({ type }: NewEvent): boolean => type === 'StageChanged';

/** What came of a command, and what a spec may say about it. */
export class Outcome {
  constructor(
    readonly decision: Decision,
    readonly journey: Journey,
  ) {}

  get events(): readonly NewEvent[] {
    return this.decision.outcome === 'record' ? this.decision.events : [];
  }

  /** These facts and no others, whatever our policy makes of them. */
  records(...facts: readonly GivenEvent[]): void {
    if (this.decision.outcome === 'refused')
      throw new Error(`refused: ${JSON.stringify(this.decision.rejection)}`);
    const seen = this.events.filter((event) => !isDecision(event)).map(({ type, data }) => ({ type, data }));
    expect(seen).toEqual(facts.map(({ type, data }) => ({ type, data })));
  }

  /** Refused by the rule with this code; `because` looks closer at the rejection. */
  refuses(code: string, because: object = {}): void {
    expect(this.decision).toMatchObject({ outcome: 'refused', rejection: { code, ...because } });
  }

  changesNothing(): void {
    expect(this.decision).toEqual({ outcome: 'unchanged' });
  }

  /** The stage changes so, in the same append. */
  moves(from: string, to: string): void {
    expect(this.events.filter(isDecision).map(({ data }) => data)).toMatchObject([{ from, to }]);
  }

  movesNobody(): void {
    expect(this.events.filter(isDecision)).toEqual([]);
  }
}
