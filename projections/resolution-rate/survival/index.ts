export * from './aalen-johansen';
export * from './curve';
export * from './kaplan-meier';
export * from './numbers';
export * from './sample';
