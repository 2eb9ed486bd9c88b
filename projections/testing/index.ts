export { day, policiesOf } from '@rapport/journey/testing';
export * from './golden';
export * from './measures-of';
export * from './model-of';
export * from './rows-of';
export * from './engine';
