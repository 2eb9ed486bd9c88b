import type { ProjectionRuntime } from '@rapport/projection';
import type { Metrics } from './metrics';

/** How far each projection is behind the log, asked for whenever Prometheus reads. */
export function measureLag(metrics: Metrics, runtime: ProjectionRuntime): void {
  metrics.gauges('rapport_projection_lag_events', 'Events in the log that are not in the rows', async () =>
    (await runtime.status()).map(({ name, lagEvents }) => [name, lagEvents] as const),
  );
  metrics.gauges(
    'rapport_projection_lag_seconds',
    'Age of the oldest event that is not in the rows',
    async () => (await runtime.status()).map(({ name, lagSeconds }) => [name, lagSeconds] as const),
  );
}
