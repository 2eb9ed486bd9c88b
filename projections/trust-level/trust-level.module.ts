import { Module } from '@nestjs/common';
import { TrustLevelController } from './trust-level.controller';

@Module({ controllers: [TrustLevelController] })
export class TrustLevelModule {}
