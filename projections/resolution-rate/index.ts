import { ResolutionRateController } from './resolution-rate.controller';

export { resolutionRate as definition } from './resolution-rate.projection';
export const controllers = [ResolutionRateController];
