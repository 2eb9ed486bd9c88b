import { Global, Module, type DynamicModule } from '@nestjs/common';
import { POLICIES, Views } from '@rapport/projection';
import type { Platform } from './platform';
import { PLATFORM } from './tokens';

/** Hands the platform to every module, the projections' too. */
@Global()
@Module({})
export class PlatformModule {
  static of(platform: Platform): DynamicModule {
    const providers = [
      { provide: PLATFORM, useValue: platform },
      { provide: POLICIES, useValue: platform.policies.registry },
      { provide: Views, useValue: platform.views },
    ];
    return { module: PlatformModule, providers, exports: providers };
  }
}
