import type { ServerReadableStream } from '@grpc/grpc-js';
import { WrongExpectedRevision } from '../errors';
import type { AppendResult, EventStore, ExpectedRevision } from '../event-store';
import { AppendReq, AppendResp, shared } from '../eventstoredb/protocol';
import { MAX_APPEND_BYTES } from '../limits';
import { invalidArgument, tooLarge } from './failure';
import { bytesOf, eventsFor, expectationOf, streamIn } from './from-wire';
import { CallerGone } from './outlet';
import type { Places } from './places';

/** Streams.Append: one append, its events one message each. A conflict is an answer, not a failure. */
export async function append(
  store: EventStore,
  places: Places,
  call: ServerReadableStream<AppendReq, AppendResp>,
): Promise<AppendResp> {
  const [first, ...rest] = await messagesOf(call);
  const options = first?.getOptions();
  if (options === undefined) throw invalidArgument('An append begins with its options.');
  const stream = streamIn(options);
  const events = eventsFor(
    stream,
    rest.map((message) => message.getProposedMessage() ?? noEvent()),
  );
  try {
    return success(await store.append(stream, events, expectedOf(options)), places);
  } catch (error) {
    if (error instanceof WrongExpectedRevision) return conflict(error);
    throw error;
  }
}

/** All of them, unless they are more than any append may be. */
async function messagesOf(call: ServerReadableStream<AppendReq, AppendResp>): Promise<AppendReq[]> {
  const messages: AppendReq[] = [];
  let bytes = 0;
  for await (const message of call as AsyncIterable<AppendReq>) {
    const event = message.getProposedMessage();
    if (event !== undefined) bytes += bytesOf(event);
    if (bytes > MAX_APPEND_BYTES) throw tooLarge();
    messages.push(message);
  }
  // A call that was broken off ends like one that is whole: what had come of it is no append.
  if (call.cancelled) throw new CallerGone('The caller broke the append off.');
  return messages;
}

const noEvent = (): never => {
  throw invalidArgument('What follows the options of an append is its events.');
};

function expectedOf(options: AppendReq.Options): ExpectedRevision {
  return options.hasRevision() ? Number(options.getRevision()) : expectationOf(options);
}

function success({ revision, position }: AppendResult, places: Places): AppendResp {
  const place = places.numberOf(position);
  return new AppendResp().setSuccess(
    new AppendResp.Success()
      .setCurrentRevision(String(revision))
      .setPosition(new AppendResp.Position().setCommitPosition(place).setPreparePosition(place)),
  );
}

function conflict({ expected, actual }: WrongExpectedRevision): AppendResp {
  const wrong = new AppendResp.WrongExpectedVersion();
  if (actual === undefined) wrong.setCurrentNoStream(new shared.Empty());
  else wrong.setCurrentRevision(String(actual));
  if (expected === 'no-stream') wrong.setExpectedNoStream(new shared.Empty());
  else if (expected === 'exists') wrong.setExpectedStreamExists(new shared.Empty());
  else if (expected === 'any') wrong.setExpectedAny(new shared.Empty());
  else wrong.setExpectedRevision(String(expected));
  return new AppendResp().setWrongExpectedVersion(wrong);
}
