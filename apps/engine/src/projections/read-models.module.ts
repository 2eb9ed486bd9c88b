import { Module, type DynamicModule } from '@nestjs/common';
import { loadControllers } from '@rapport/projections';

/** The questions to read models over HTTP, as their folders bring them. */
@Module({})
export class ReadModelsModule {
  static async loaded(): Promise<DynamicModule> {
    return { module: ReadModelsModule, controllers: await loadControllers() };
  }
}
