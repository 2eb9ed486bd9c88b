export { resolutionRate as definition } from './resolution-rate.projection';
export const controllers = async () => [
  (await import('./resolution-rate.controller.js')).ResolutionRateController,
  (await import('./cases.controller.js')).CasesController,
];
