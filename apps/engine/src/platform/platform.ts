import type { EventStore } from '@rapport/event-store';
import type { ProjectionRuntime, Replays, Views } from '@rapport/projection';
import type { ReadStore } from '@rapport/read-store';
import type { Logger } from 'pino';
import type { EngineConfig } from '../config/config';
import type { JourneyNews } from '../commands/journey-news';
import type { Lifecycle } from '../http/lifecycle';
import type { Metrics } from '../metrics/metrics';
import type { PublishedPolicies } from '../policy/published-policies';

/** What the engine's parts stand on: opened before them, closed after them. */
export interface Platform {
  readonly config: EngineConfig;
  readonly logger: Logger;
  readonly metrics: Metrics;
  readonly lifecycle: Lifecycle;
  readonly store: EventStore;
  readonly readStore: ReadStore;
  readonly policies: PublishedPolicies;
  /** Of what others append to the log; absent where nobody else does. */
  readonly journeyNews?: JourneyNews;
  readonly runtime: ProjectionRuntime;
  readonly replays: Replays;
  readonly views: Views;
}
