import type { AnyProjection } from '@rapport/projection';
import { relationshipStage, RelationshipStageModule } from './relationship-stage';
import { resolutionRate, ResolutionRateModule } from './resolution-rate';
import { trustLevel, TrustLevelModule } from './trust-level';

/** Every read model of the engine: a new one is a new folder and a line here. */
export const projections: readonly AnyProjection[] = [trustLevel, relationshipStage, resolutionRate];

/** The questions to them over HTTP, as Nest modules. They need `Views` from around them. */
export const projectionModules = [TrustLevelModule, RelationshipStageModule, ResolutionRateModule];
