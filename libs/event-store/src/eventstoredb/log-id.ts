import { randomUUID } from 'node:crypto';
import { CorruptStore, WrongExpectedRevision } from '../errors';
import type { AppendChannel } from './append-channel';
import { encodeEnvelope } from './envelope';
import type { LogReader } from './log-reader';
import { LOG_STREAM } from './our-events';

/** The id that the log's first event says. The first who opens the log writes it; of several at once, one. */
export async function findLogId(reader: LogReader, appends: AppendChannel): Promise<string> {
  const known = await readLogId(reader);
  if (known !== undefined) return known;
  await begin(appends);
  const begun = await readLogId(reader);
  if (begun === undefined) throw new CorruptStore(`Stream ${LOG_STREAM} was written and is not there.`);
  return begun;
}

async function readLogId(reader: LogReader): Promise<string | undefined> {
  const [event] = await reader.stream(LOG_STREAM, 'forwards', 0, 1);
  if (event === undefined) return undefined;
  const { logId } = event.data as { readonly logId?: unknown };
  if (typeof logId === 'string' && /^[0-9a-z]{8}$/.test(logId)) return logId;
  throw new CorruptStore(
    `Stream ${LOG_STREAM} does not begin with the id of a log. Was it written by another program?`,
  );
}

async function begin(appends: AppendChannel): Promise<void> {
  const [id, logId] = [randomUUID(), randomUUID().slice(0, 8)];
  const fields = { schemaVersion: 1, occurredAt: Date.now(), policyVersion: 0 };
  const event = {
    ...fields,
    id,
    type: 'LogBegun',
    data: JSON.stringify({ logId }),
    metadata: encodeEnvelope({ ...fields, metadata: {} }),
  };
  await appends
    .append({ stream: LOG_STREAM, events: [event], expected: 'no-stream' })
    .catch((error: unknown) => {
      if (!(error instanceof WrongExpectedRevision)) throw error; // another engine was faster
    });
}
