export * from './aalen-johansen';
export * from './curve';
export * from './kaplan-meier';
export * from './sample';
