import { eventStoreLocation, InvalidLocation, readStoreLocation, type StoreLocations } from '@rapport/stores';
import { Option, type Command } from 'commander';
import { CommandFailed } from './explain';

export interface DataOptions {
  readonly data: string;
  readonly json?: true;
}

export interface LogOptions extends DataOptions {
  readonly eventStore: string;
}

export interface StoreOptions extends LogOptions {
  readonly readStore: string;
}

/** Adds the option of the commands that open files rather than ask the engine. */
export const withData = (command: Command): Command =>
  command.addOption(new Option('--data <folder>', 'of the engine').env('RAPPORT_DATA').default('./data'));

/** The same, where the log may be elsewhere. */
export const withLog = (command: Command): Command =>
  withData(command).addOption(
    new Option('--event-store <location>', 'where the log is: sqlite: (in the data folder), or esdb://…')
      .env('RAPPORT_EVENT_STORE')
      .default('sqlite:'),
  );

/** The same for the log and the read models. */
export const withStores = (command: Command): Command =>
  withLog(command).addOption(
    new Option(
      '--read-store <location>',
      'where the read models are: sqlite: (in the data folder), or postgres://…',
    )
      .env('RAPPORT_READ_STORE')
      .default('sqlite:'),
  );

/** @throws CommandFailed */
export function storesOf({ data, eventStore, readStore }: StoreOptions): StoreLocations {
  return {
    eventStore: named('--event-store', () => eventStoreLocation(eventStore, data)),
    readStore: named('--read-store', () => readStoreLocation(readStore, data)),
  };
}

/**
 * The folder of the log where it is embedded.
 * @param instead what to do where it is not
 * @throws CommandFailed
 */
export function logFolderOf({ data, eventStore }: LogOptions, instead: string): string {
  const location = named('--event-store', () => eventStoreLocation(eventStore, data));
  if (location.kind === 'embedded') return location.folder;
  throw new CommandFailed(`The log is in EventStoreDB (--event-store, RAPPORT_EVENT_STORE): ${instead}`);
}

/** Says of a mistake in which option it is. */
export function named<T>(option: string, parse: () => T): T {
  try {
    return parse();
  } catch (error) {
    throw error instanceof InvalidLocation ? new CommandFailed(`${option} ${error.message}.`) : error;
  }
}
