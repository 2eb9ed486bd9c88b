import { eventStoreLocation, InvalidLocation, readStoreLocation, type StoreLocations } from '@rapport/stores';

type Environment = Readonly<Record<string, string | undefined>>;

/** Where the log and the read models are. Adds to the mistakes what is wrong, without quoting: passwords stand in there. */
export function readStores(env: Environment, dataFolder: string, mistakes: string[]): StoreLocations {
  const read = <T>(name: string, parse: (text: string, dataFolder: string) => T): T => {
    try {
      return parse(env[name] ?? '', dataFolder);
    } catch (error) {
      if (!(error instanceof InvalidLocation)) throw error;
      mistakes.push(`${name} ${error.message}.`);
      return parse('', dataFolder);
    }
  };
  const eventStore = read('RAPPORT_EVENT_STORE', eventStoreLocation);
  const readStore = read('RAPPORT_READ_STORE', readStoreLocation);
  return { eventStore, readStore };
}
