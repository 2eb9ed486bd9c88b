import { Module } from '@nestjs/common';
import { RelationshipStageController } from './relationship-stage.controller';

@Module({ controllers: [RelationshipStageController] })
export class RelationshipStageModule {}
