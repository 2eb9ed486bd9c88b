export * from './access';
export * from './serve';
