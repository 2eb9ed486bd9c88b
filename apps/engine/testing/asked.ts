import type { CommandAnswer } from '../src/commands/answer';

/** What became of a command, to be looked at before it is settled. */
export class Asked {
  state: 'waiting' | 'answered' | 'failed' = 'waiting';
  answer: CommandAnswer | undefined;
  error: unknown;
  constructor(promise: Promise<CommandAnswer>) {
    promise.then(
      (answer) => Object.assign(this, { state: 'answered', answer }),
      (error: unknown) => Object.assign(this, { state: 'failed', error }),
    );
  }
}
