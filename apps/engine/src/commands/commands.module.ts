import { Module } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { maxCachedEvents } from '../http/limits';
import type { Platform } from '../platform/platform';
import { PLATFORM } from '../platform/tokens';
import type { CellParts } from './cell-parts';
import { Cells } from './cells';
import { commandHandlers } from './command-handler';
import { Dispatcher } from './dispatcher';

function createCells({ store, policies, metrics, journeyNews }: Platform): Cells {
  const parts: CellParts = {
    store,
    log: journeyNews === undefined ? 'own' : 'shared',
    policies: policies.registry,
    now: () => Date.now(),
    retried: () => metrics.retried(),
    refreshPolicies: () => policies.refresh(),
  };
  const cells = new Cells(parts, maxCachedEvents);
  journeyNews?.reach((journeys) => cells.hear(journeys));
  metrics.gauge('rapport_cached_journeys', 'Journeys whose state is in memory', () => cells.size);
  metrics.gauge('rapport_cached_events', 'Events that the journeys in memory hold', () => cells.cachedEvents);
  return cells;
}

@Module({
  imports: [CqrsModule],
  providers: [
    { provide: Cells, useFactory: createCells, inject: [PLATFORM] },
    Dispatcher,
    ...commandHandlers,
  ],
  exports: [Dispatcher, Cells],
})
export class CommandsModule {}
