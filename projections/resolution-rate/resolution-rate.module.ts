import { Module } from '@nestjs/common';
import { ResolutionRateController } from './resolution-rate.controller';

@Module({ controllers: [ResolutionRateController] })
export class ResolutionRateModule {}
