export { TrustLevelModule } from './trust-level.module';
export { trustLevel } from './trust-level.projection';
