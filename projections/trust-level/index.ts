import { TrustLevelController } from './trust-level.controller';

export { trustLevel as definition } from './trust-level.projection';
export const controllers = [TrustLevelController];
