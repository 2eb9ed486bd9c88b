import type { EventStoreLocation, ReadStoreLocation } from './location';

/** For people: without users, passwords and options. */
export function describeLocation(location: EventStoreLocation | ReadStoreLocation): string {
  if ('folder' in location) return location.folder;
  const [scheme = '', rest = ''] = location.connectionString.split('://');
  const [address = ''] = rest.split('?');
  return `${scheme}://${address.slice(address.lastIndexOf('@') + 1)}`;
}
