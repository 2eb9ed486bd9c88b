import type { Direction, EventFilter } from '../event-store';
import { OUR_STREAMS } from './our-events';
import { ReadReq, shared } from './protocol';

const { Options } = ReadReq;
const { FilterOptions } = Options;

/** Where to begin in the log: a place in bytes, or one of its ends. */
export type Start = number | 'start' | 'end';

export function readAllRequest(
  direction: Direction,
  from: Start,
  count: number,
  filter: EventFilter | undefined,
): ReadReq {
  return request(
    new Options()
      .setAll(allOptions(from))
      .setReadDirection(directionOf(direction))
      .setFilter(filterOptions(filter))
      .setCount(String(count)),
  );
}

/** From a place on (exclusive), and on for ever. */
export function subscribeRequest(after: Start): ReadReq {
  return request(
    new Options()
      .setAll(allOptions(after))
      .setFilter(filterOptions(undefined))
      .setSubscription(new Options.SubscriptionOptions()),
  );
}

/** From a revision on (inclusive). */
export function readStreamRequest(
  stream: string,
  direction: Direction,
  from: number | undefined,
  count: number,
): ReadReq {
  const place = new Options.StreamOptions().setStreamIdentifier(streamIdentifier(stream));
  if (from !== undefined) place.setRevision(String(from));
  else if (direction === 'forwards') place.setStart(new shared.Empty());
  else place.setEnd(new shared.Empty());
  return request(
    new Options()
      .setStream(place)
      .setReadDirection(directionOf(direction))
      .setNoFilter(new shared.Empty())
      .setCount(String(count)),
  );
}

export const streamIdentifier = (stream: string): shared.StreamIdentifier =>
  new shared.StreamIdentifier().setStreamName(Buffer.from(stream, 'utf8'));

const request = (options: ReadReq.Options): ReadReq =>
  new ReadReq().setOptions(options.setUuidOption(new Options.UUIDOption().setString(new shared.Empty())));

const directionOf = (direction: Direction): ReadReq.Options.ReadDirection =>
  direction === 'forwards' ? Options.ReadDirection.FORWARDS : Options.ReadDirection.BACKWARDS;

function allOptions(from: Start): ReadReq.Options.AllOptions {
  const options = new Options.AllOptions();
  if (from === 'start') return options.setStart(new shared.Empty());
  if (from === 'end') return options.setEnd(new shared.Empty());
  const place = String(from);
  return options.setPosition(new Options.Position().setCommitPosition(place).setPreparePosition(place));
}

/** The server filters by one thing: by types where there are any, since they leave out most; else by streams. */
function filterOptions(filter: EventFilter | undefined): ReadReq.Options.FilterOptions {
  const options = new FilterOptions().setMax(FILTER_WINDOW).setCheckpointintervalmultiplier(1);
  const expression = new FilterOptions.Expression();
  if (filter?.types) return options.setEventType(expression.setRegex(oneOf(filter.types)));
  if (filter?.streamPrefix)
    return options.setStreamIdentifier(expression.setPrefixList([filter.streamPrefix]));
  return options.setStreamIdentifier(expression.setRegex(OUR_STREAMS));
}

/** Events that the server looks at in one go. */
const FILTER_WINDOW = 1_000;

/** .NET's syntax. */
const oneOf = (names: readonly string[]): string => `^(?:${names.map(escaped).join('|')})$`;

const escaped = (name: string): string => name.replace(/[\\^$.*+?()[\]{}|#\s]/g, '\\$&');
