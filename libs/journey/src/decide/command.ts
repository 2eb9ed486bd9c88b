import type { Millis, Policies } from '@rapport/policy';
import type { CommandName, CommandPayload } from '../catalogue/commands';
import type { JourneyEvent } from '../catalogue/events';
import type { Rejection } from '../kernel/rejection';

/** What is asked of a journey; the payload is valid by its class. */
export type Command<N extends CommandName = CommandName> = { [K in N]: CommandOf<K> }[N];

interface CommandOf<N extends CommandName> {
  readonly name: N;
  readonly payload: CommandPayload[N];
  readonly commandId: string;
  /** Tells a retry from another command under the same id; kept, not judged here. */
  readonly bodyHash?: string;
  /** Business time; default: now. */
  readonly occurredAt?: Millis;
}

export interface DecideContext {
  readonly now: Millis;
  readonly policies: Policies;
  /**
   * Where others append to the log too: a name for this attempt. The ids of its events are then its own, so that a log which
   * knows appends by their ids does not take it for another's attempt at the same command, which may have said something else.
   */
  readonly attempt?: string;
}

/** An event to append. Its `recordedAt` is provisional: the log stamps its own. */
export type NewEvent = JourneyEvent & { readonly schemaVersion: number };

export type Decision =
  | { readonly outcome: 'record'; readonly events: readonly NewEvent[] }
  /** It would say nothing that is not known already. */
  | { readonly outcome: 'unchanged' }
  | { readonly outcome: 'refused'; readonly rejection: Rejection };
