import { RelationshipStageController } from './relationship-stage.controller';

export { relationshipStage as definition } from './relationship-stage.projection';
export const controllers = [RelationshipStageController];
