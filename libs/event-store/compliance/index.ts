export * from './event-store-compliance';
export * from './fixtures';
