import type { ProjectionRuntime, ProjectionStatus } from '@rapport/projection';
import { healthPatienceMs } from '../http/limits';
import { inTime } from '../platform/in-time';
import type { Metrics } from './metrics';

/** What is told of each projection; undefined where there is nothing to tell. */
const gauges: readonly (readonly [string, string, (status: ProjectionStatus) => number | undefined])[] = [
  [
    'lag_events',
    'Events in the log that are not in the rows; with EventStoreDB estimated',
    ({ lagEvents }) => lagEvents,
  ],
  ['lag_seconds', 'Age of the oldest event that is not in the rows', ({ lagSeconds }) => lagSeconds],
  ['parked', 'Subjects that an event parked: their rows stop before it', ({ parked }) => parked],
  ['build_events_done', 'Events that are in the build being made', ({ progress }) => progress?.done],
  [
    'build_events_total',
    'Events that the build being made will hold; with EventStoreDB estimated',
    ({ progress }) => progress?.total,
  ],
  ['build_events_per_second', 'How fast the build is being made', ({ progress }) => progress?.perSecond],
  ['build_seconds_left', 'Estimated, of the build being made', ({ progress }) => progress?.secondsLeft],
];

const late = (): Error => new Error('The stores did not answer in time.');

/** One scrape asks for all gauges at about the same time. */
const freshMs = 50;

/**
 * How each projection is doing, asked for whenever Prometheus reads.
 * @param node this one, where several share the read store
 */
export function measureProjections(
  metrics: Metrics,
  runtime: Pick<ProjectionRuntime, 'status'>,
  node: string | undefined,
): void {
  let asked: { readonly at: number; readonly answer: ReturnType<typeof runtime.status> } | undefined;
  const statuses = (): ReturnType<typeof runtime.status> => {
    if (asked === undefined || performance.now() - asked.at > freshMs)
      asked = {
        at: performance.now(),
        answer: inTime(runtime.status(), healthPatienceMs, late).catch(() => []),
      }; // the other metrics are told even so
    return asked.answer;
  };
  const here = (status: ProjectionStatus): number => (status.node === node ? 1 : 0);
  const all = [...gauges, ['here', 'Whether this node projects it', here] as const];
  for (const [name, help, read] of all) {
    metrics.gauges(`rapport_projection_${name}`, help, async () =>
      (await statuses()).flatMap((status) => {
        const value = read(status);
        return value === undefined ? [] : [[status.name, value] as const];
      }),
    );
  }
}
