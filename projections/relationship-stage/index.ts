export { RelationshipStageModule } from './relationship-stage.module';
export { relationshipStage } from './relationship-stage.projection';
