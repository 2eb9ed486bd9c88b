import { StoreUnavailable, UnknownOutcome } from '@rapport/event-store';
import { CommandFailed } from '../explain';

/** What to tell people where a server is gone in the middle of a move; what it has stored, the next run sees for itself. */
export const brokenOff = (error: unknown): unknown =>
  error instanceof UnknownOutcome || error instanceof StoreUnavailable
    ? new CommandFailed(
        `The server broke off in the middle of the move. Run the same command again when it is well; it goes on where it was.\n${error.message}`,
        { cause: error },
      )
    : error;
