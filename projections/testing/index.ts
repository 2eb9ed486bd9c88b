export * from '@rapport/projection/testing';
export * from './engine';
export * from './measures-of';
