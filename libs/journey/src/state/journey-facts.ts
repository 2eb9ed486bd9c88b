import type { Millis } from '@rapport/policy';
import type { Plain } from '../kernel/plain';
import type { Identity } from '../payload/identity';

export interface InteractionState {
  concluded: boolean;
}

export interface CaseState {
  /** Its place among the journey's cases, from 1, in business order. */
  readonly ordinal: number;
  status: 'open' | 'confirmed' | 'closed';
  /** A resolution is proposed and neither confirmed, rejected nor withdrawn. */
  pending: boolean;
  held: boolean;
  /** When it was confirmed or closed last, whichever came later. */
  settledAt: Millis | undefined;
  recurrenceOf: string | undefined;
}

/** By an instant or by a calendar date, as the promise says. */
export interface Due {
  readonly dueAt?: string;
  readonly dueOn?: string;
}

export interface PromiseState {
  due: Due;
  ended: boolean;
}

/**
 * What the guards need to know of a journey: the facts so far, in business order. Changed in place: it is a fold's
 * accumulator with one owner, and copying maps would make a fold over n events cost n².
 */
export class JourneyFacts {
  begunAt: Millis | undefined;
  identity: Plain<Identity> | undefined;
  /** Of the customer that the journey is linked to. */
  customerId: string | undefined;
  readonly interactions = new Map<string, InteractionState>();
  readonly cases = new Map<string, CaseState>();
  readonly promises = new Map<string, PromiseState>();
  readonly purchases = new Set<string>();
  readonly emotions = new Set<string>();
  readonly feedback = new Set<string>();
}
