/** Every read model of the engine: a new one is a new folder and a line here, which `rapport new projection` adds. */
export * as relationshipStage from './relationship-stage';
export * as resolutionRate from './resolution-rate';
export * as trustLevel from './trust-level';
