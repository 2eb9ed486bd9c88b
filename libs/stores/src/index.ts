export { checkFiles } from './esdb-connection-string';
export { InvalidLocation } from './invalid-location';
export { storesIn, type EventStoreLocation, type ReadStoreLocation, type StoreLocations } from './location';
export { openEventStore, openLogReader, openReadStore } from './open';
export { eventStoreLocation, readStoreLocation } from './parse';
export { describeLocation } from './describe';
export { certificateIn, keyIn, UnusableFile } from './pem';
