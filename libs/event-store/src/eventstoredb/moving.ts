import { randomUUID } from 'node:crypto';
import { StoreReadOnly } from '../errors';
import type { AppendChannel } from './append-channel';
import { encodeEnvelope } from './envelope';
import type { LogReader } from './log-reader';
import { LOG_STREAM } from './our-events';

/** Beside the log's id: whether another log is on its way here. */
const BEGUN = 'MoveBegun';
const ENDED = 'MoveEnded';

/** Says in the log whether another one is being moved into it. */
export class Moving {
  constructor(
    private readonly reader: LogReader,
    private readonly appends: AppendChannel,
  ) {}

  /** From now on nobody else opens the log. */
  begin(): Promise<void> {
    return this.say(BEGUN);
  }

  async end(): Promise<void> {
    if (await this.isUnderWay()) await this.say(ENDED);
  }

  /** An engine that began on half of a log would record what the other half knows better. @throws StoreReadOnly */
  async refuse(): Promise<void> {
    if (!(await this.isUnderWay())) return;
    throw new StoreReadOnly(
      'Another log is being moved into this one, and not all of it is here. Run `rapport migrate` to its end first.',
    );
  }

  private async isUnderWay(): Promise<boolean> {
    const [newest] = await this.reader.stream(LOG_STREAM, 'backwards', undefined, 1);
    return newest?.type === BEGUN;
  }

  private async say(type: string): Promise<void> {
    const fields = { schemaVersion: 1, occurredAt: Date.now(), policyVersion: 0 };
    const metadata = encodeEnvelope({ ...fields, metadata: {} });
    const event = { ...fields, id: randomUUID(), type, data: '{}', metadata };
    await this.appends.append({ stream: LOG_STREAM, events: [event], expected: 'any' });
  }
}
