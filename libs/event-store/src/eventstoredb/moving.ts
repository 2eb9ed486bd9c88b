import { randomUUID } from 'node:crypto';
import { MigrationRefused, StoreReadOnly, WrongExpectedRevision } from '../errors';
import type { ExpectedRevision } from '../event-store';
import type { AppendChannel } from './append-channel';
import { encodeEnvelope } from './envelope';
import type { LogReader } from './log-reader';
import { LOG_STREAM } from './our-events';

/** Beside the log's id: whether another log is on its way here, and which. */
const BEGUN = 'MoveBegun';
const ENDED = 'MoveEnded';

interface Mark {
  readonly type: string;
  readonly revision: number;
  /** The log that is moved; absent where a build said so that did not name it. */
  readonly data: { readonly from?: string };
}

/** Says in the log whether another one is being moved into it. */
export class Moving {
  constructor(
    private readonly reader: LogReader,
    private readonly appends: AppendChannel,
  ) {}

  /** What another application recorded is left alone: not even an id is written beside it. @throws MigrationRefused */
  async refuseBesideOthers(): Promise<void> {
    if ((await this.newest()) !== undefined || (await this.reader.newest()) === undefined) return;
    throw new MigrationRefused(
      'That server holds events already, perhaps of another application. Nothing was written there. Move the log into a server that holds nothing.',
    );
  }

  /**
   * From now on no engine opens the log, and no other log is moved into it.
   * @param from the id of the log that is moved
   * @throws MigrationRefused where another one is or was
   */
  async begin(from: string): Promise<void> {
    const newest = await this.check(from);
    try {
      await this.say(BEGUN, { from }, newest?.revision ?? 'no-stream');
    } catch (error) {
      if (!(error instanceof WrongExpectedRevision)) throw error;
      await this.begin(from); // another mover was faster
    }
  }

  /** @throws MigrationRefused where another log than `from` is or was moved here */
  async check(from: string): Promise<Mark | undefined> {
    const newest = await this.newest();
    const other = newest?.data.from;
    if (other !== undefined && other !== from)
      throw new MigrationRefused(
        `Another log, ${other}, is moved there already, and ${from} cannot be beside it. Run that move to its end, or move this log into a server that holds nothing.`,
      );
    return newest;
  }

  async end(): Promise<void> {
    const newest = await this.newest();
    if (newest?.type === BEGUN) await this.say(ENDED, newest.data, newest.revision);
  }

  /** An engine that began on half of a log would record what the other half knows better. @throws StoreReadOnly */
  async refuse(): Promise<void> {
    if ((await this.newest())?.type !== BEGUN) return;
    throw new StoreReadOnly(
      'Another log is being moved into this one, and not all of it is here. Run `rapport migrate` to its end first.',
    );
  }

  private async newest(): Promise<Mark | undefined> {
    const [newest] = await this.reader.stream(LOG_STREAM, 'backwards', undefined, 1);
    return newest;
  }

  private async say(type: string, data: Mark['data'], expected: ExpectedRevision): Promise<void> {
    const fields = { schemaVersion: 1, occurredAt: Date.now(), policyVersion: 0 };
    const metadata = encodeEnvelope({ ...fields, metadata: {} });
    const event = { ...fields, id: randomUUID(), type, data: JSON.stringify(data), metadata };
    await this.appends.append({ stream: LOG_STREAM, events: [event], expected });
  }
}
