import { Global, Module, type DynamicModule } from '@nestjs/common';
import { EVENT_STORE, POLICIES, PROJECTION_RUNTIME, Views } from '@rapport/projection';
import type { Platform } from './platform';
import { PLATFORM } from './tokens';

/** Hands the platform to every module, the projections' too. */
@Global()
@Module({})
export class PlatformModule {
  static of(platform: Platform): DynamicModule {
    const providers = [
      { provide: PLATFORM, useValue: platform },
      { provide: EVENT_STORE, useValue: platform.store },
      { provide: POLICIES, useValue: platform.policies.registry },
      { provide: PROJECTION_RUNTIME, useValue: platform.runtime },
      { provide: Views, useValue: platform.views },
    ];
    return { module: PlatformModule, providers, exports: providers };
  }
}
