import type { IServerFeaturesServer } from '../eventstoredb/protocol';
import { SupportedMethod, SupportedMethods } from '../eventstoredb/protocol';

/** The version whose behaviour we follow; clients decide by it and by the methods what they may ask. */
const SPOKEN_VERSION = '23.10.0';

const STREAMS = 'event_store.client.streams.streams';

const PERSISTENT = 'event_store.client.persistent_subscriptions.persistentsubscriptions';

const METHODS: readonly (readonly [service: string, method: string, features: string[]])[] = [
  [STREAMS, 'read', ['position', 'events']],
  [STREAMS, 'append', []],
  [STREAMS, 'batchappend', ['deadline_duration']],
  // Refused like their like: clients ask for them over HTTP, on this port, where they are not named.
  ...['getinfo', 'list', 'replayparked', 'restartsubsystem'].map(
    (method): readonly [string, string, string[]] => [PERSISTENT, method, ['stream', 'all']],
  ),
  ['event_store.client.server_features.serverfeatures', 'getsupportedmethods', []],
];

/** What clients may ask for by the protocol. What is not spoken of it answers UNIMPLEMENTED. */
export const serverFeatures: IServerFeaturesServer = {
  getSupportedMethods: (_, callback) => {
    const methods = METHODS.map(([service, method, features]) =>
      new SupportedMethod().setServiceName(service).setMethodName(method).setFeaturesList(features),
    );
    callback(null, new SupportedMethods().setEventStoreServerVersion(SPOKEN_VERSION).setMethodsList(methods));
  },
};
