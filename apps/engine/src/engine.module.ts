import { Module, type DynamicModule } from '@nestjs/common';
import { APP_FILTER } from '@nestjs/core';
import { CommandsModule } from './commands/commands.module';
import { CustomersController } from './customers/customers.controller';
import { HealthController } from './health/health.controller';
import type { RouteTable } from './http/route-table';
import { JourneysController } from './journeys/journeys.controller';
import { MetricsController } from './metrics/metrics.controller';
import type { Platform } from './platform/platform';
import { PlatformModule } from './platform/platform.module';
import { PolicyController } from './policy/policy.controller';
import type { Explainer } from './problems/explainer';
import { ProblemFilter } from './problems/problem-filter';
import { ProjectionsController } from './projections/projections.controller';
import { ReadModelsModule } from './projections/read-models.module';
import { ReplaysController } from './replays/replays.controller';
import { SimulationsController } from './simulations/simulations.controller';

/** The engine, put together. */
@Module({})
export class EngineModule {
  static of(platform: Platform, routes: RouteTable, explainer: Explainer): DynamicModule {
    return {
      module: EngineModule,
      imports: [PlatformModule.of(platform), CommandsModule, ReadModelsModule.loaded()],
      controllers: [
        HealthController,
        MetricsController,
        PolicyController,
        ProjectionsController,
        SimulationsController,
        JourneysController,
        CustomersController,
        ReplaysController,
      ],
      providers: [{ provide: APP_FILTER, useValue: new ProblemFilter(routes, explainer) }],
    };
  }
}
