export { relationshipStage as definition } from './relationship-stage.projection';
export const controllers = async () => [
  (await import('./relationship-stage.controller.js')).RelationshipStageController,
];
