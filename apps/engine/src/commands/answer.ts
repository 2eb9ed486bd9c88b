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
