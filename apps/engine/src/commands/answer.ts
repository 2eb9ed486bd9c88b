import type { Position } from '@rapport/event-store';

export interface AnsweredEvent {
  readonly id: string;
  readonly type: string;
  readonly revision: number;
}

/** What a command is answered with once all that it rests on is durable. */
export interface CommandAnswer {
  readonly commandId: string;
  readonly journeyId: string;
  readonly status: 'recorded' | 'unchanged';
  /** The command was recorded before; this is the answer it got then. */
  readonly replayed: boolean;
  /** Wait for it to read one's own writes; null where the journey has no event. */
  readonly position: Position | null;
  readonly events: readonly AnsweredEvent[];
}

/** To a command whose events are durable. */
export function recorded(
  { commandId, journeyId }: Pick<CommandAnswer, 'commandId' | 'journeyId'>,
  events: readonly AnsweredEvent[],
  position: Position,
): CommandAnswer {
  return { commandId, journeyId, status: 'recorded', replayed: false, position, events };
}

/** To a command that would say nothing new. */
export function unchanged(
  { commandId, journeyId }: Pick<CommandAnswer, 'commandId' | 'journeyId'>,
  position: Position | null,
): CommandAnswer {
  return { commandId, journeyId, status: 'unchanged', replayed: false, position, events: [] };
}
