export { trustLevel as definition } from './trust-level.projection';
export const controllers = async () => [(await import('./trust-level.controller.js')).TrustLevelController];
