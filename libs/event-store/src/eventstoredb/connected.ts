import { connectivityState, Metadata, status, type Client } from '@grpc/grpc-js';

type Channel = ReturnType<Client['getChannel']>;

/** As long as the client waits for an answer of gossip. */
const CONNECTS_WITHIN_MS = 5_000;

/** As gRPC says it of a server that refuses connections. */
export class NotConnected extends Error {
  override readonly name = 'NotConnected';
  readonly code = status.UNAVAILABLE;
  readonly metadata = new Metadata();

  constructor(readonly details = 'No connection established in time.') {
    super(details);
  }
}

/**
 * Waits until there is a connection, or is none. A server that hangs takes connections and never says a word: a call without
 * a deadline would wait for it for ever.
 * @throws NotConnected
 */
export async function connected(channel: Channel): Promise<void> {
  const deadline = Date.now() + CONNECTS_WITHIN_MS;
  for (let state = channel.getConnectivityState(true); !DECIDED.has(state);) {
    await changed(channel, state, deadline);
    state = channel.getConnectivityState(true);
  }
  if (channel.getConnectivityState(false) === connectivityState.SHUTDOWN) throw new NotConnected();
}

/** Where it failed, a call says better why. */
const DECIDED = new Set([
  connectivityState.READY,
  connectivityState.TRANSIENT_FAILURE,
  connectivityState.SHUTDOWN,
]);

const changed = (channel: Channel, from: connectivityState, deadline: number): Promise<void> =>
  new Promise((resolve, reject) =>
    channel.watchConnectivityState(from, deadline, (error) =>
      error === undefined ? resolve() : reject(new NotConnected()),
    ),
  );
