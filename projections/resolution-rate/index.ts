export { ResolutionRateModule } from './resolution-rate.module';
export { resolutionRate } from './resolution-rate.projection';
