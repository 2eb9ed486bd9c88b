import type { Millis } from '@rapport/policy';
import type { JourneyFacts } from '../state/journey-facts';
import type { Circumstances } from './circumstances';
import type { Class } from './class';
import type { Guard } from './guard';
import { journeyHasBegun } from './journey-has-begun';
import type { Plain } from './plain';

/** A behaviour, whole: what is asked, what gets recorded, under which rules, and what that does to the journey. */
export interface CommandDefinition<Payload extends object = object, Data extends object = Payload> {
  /** Kebab case of the payload class: `propose-resolution`. */
  readonly name: string;
  readonly payload: Class<object>;
  readonly records: Class<object>;
  /** Version of the event's data schema. */
  readonly schemaVersion: number;
  /** In this order; the first that does not hold refuses. */
  readonly guards: readonly Guard<Data>[];
  /** What is recorded: the payload, completed from the journey and the policy where the behaviour says so. */
  complete(payload: Payload, journey: JourneyFacts, when: Circumstances): Data;
  /** Whether the event would say nothing that is not known already; then none is recorded. */
  saysNothingNew(journey: JourneyFacts, event: Data, when: Circumstances): boolean;
  /** Whether our policy decides the stage when the fact is recorded. `never`: it says nothing of the relationship. */
  readonly decidesStage: 'always' | 'never';
  /** Changes the journey in place; the event is legal. */
  evolve(journey: JourneyFacts, event: Data, occurredAt: Millis): void;
}

interface Behaviour<Recorded extends object> {
  readonly records: Class<Recorded>;
  readonly schemaVersion?: number;
  readonly decidesStage?: 'always' | 'never';
  readonly guards: readonly Guard<NoInfer<Plain<Recorded>>>[];
  saysNothingNew?(journey: JourneyFacts, event: NoInfer<Plain<Recorded>>, when: Circumstances): boolean;
  evolve?(journey: JourneyFacts, event: NoInfer<Plain<Recorded>>, occurredAt: Millis): void;
}

interface Completion<Payload extends object, Recorded extends object> {
  complete(
    payload: NoInfer<Plain<Payload>>,
    journey: JourneyFacts,
    when: Circumstances,
  ): NoInfer<Plain<Recorded>>;
}

const asIs = <Payload extends object>(payload: Payload): Payload => payload;
const never = (): boolean => false;
const nothing = (): void => undefined;

/** `ProposeResolution` -> `propose-resolution` */
export const kebabCase = (name: string): string =>
  name.replace(/(?<!^)[A-Z]/g, (letter) => `-${letter}`).toLowerCase();

/** The behaviour that may come first on a journey. */
export function firstCommand<Payload extends object>(
  payload: Class<Payload>,
  behaviour: Behaviour<Payload>,
): CommandDefinition<Plain<Payload>> {
  return {
    name: kebabCase(payload.name),
    payload,
    schemaVersion: 1,
    decidesStage: 'always',
    complete: asIs,
    saysNothingNew: never,
    evolve: nothing,
    ...behaviour,
  };
}

/** A behaviour that records its payload as it is, on a journey that has begun. */
export function command<Payload extends object>(
  payload: Class<Payload>,
  behaviour: Behaviour<Payload>,
): CommandDefinition<Plain<Payload>> {
  return firstCommand(payload, { ...behaviour, guards: [journeyHasBegun, ...behaviour.guards] });
}

/** A behaviour that completes its payload before it is recorded, on a journey that has begun. */
export function completingCommand<Payload extends object, Recorded extends Payload>(
  payload: Class<Payload>,
  behaviour: Behaviour<Recorded> & Completion<Payload, Recorded>,
): CommandDefinition<Plain<Payload>, Plain<Recorded>> {
  return {
    name: kebabCase(payload.name),
    payload,
    schemaVersion: 1,
    decidesStage: 'always',
    saysNothingNew: never,
    evolve: nothing,
    ...behaviour,
    guards: [journeyHasBegun, ...behaviour.guards],
  };
}
