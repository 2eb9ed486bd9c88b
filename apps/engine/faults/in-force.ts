import { projections } from '@rapport/projections';
import type { Columns, ReadModel, ReadStore } from '@rapport/read-store';
import { openReadStore, readStoreLocation } from '@rapport/stores';
import { dumpModel } from './dump-model';

/** Dumps of the builds in force, by projection. */
export async function dumpInForce(readStore: string, dataFolder: string): Promise<Map<string, string[]>> {
  const store = await openReadStore(readStoreLocation(readStore, dataFolder));
  try {
    const dumps = new Map<string, string[]>();
    const builds = await store.inForce();
    for (const definition of projections) {
      const build = builds.find(({ projection }) => projection === definition.name);
      if (build === undefined) throw new Error(`No build of ${definition.name} is in force.`);
      dumps.set(definition.name, await dumpModel(definition, await modelOf(store, build, definition.table)));
    }
    return dumps;
  } finally {
    await store.close();
  }
}

type Build = Awaited<ReturnType<ReadStore['inForce']>>[number];

/** Where others hold the build it is only read. */
const modelOf = async (store: ReadStore, build: Build, table: Columns): Promise<ReadModel<Columns>> =>
  store.shared === undefined ? (await store.open(build, table)).model : store.shared.read(build, table);
