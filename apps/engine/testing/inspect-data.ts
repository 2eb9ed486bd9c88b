import {
  openEmbeddedEventStore,
  Upcasters,
  verifyEmbedded,
  type EventStore,
  type Verification,
} from '@rapport/event-store';
import { upcasts } from '@rapport/journey';
import { createProjectionRuntime, dumpRows, type ProjectionRuntime } from '@rapport/projection';
import { projections } from '@rapport/projections';
import { openSqliteReadStore } from '@rapport/read-store';
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { PublishedPolicies } from '../src/policy/published-policies';

export interface Inspection {
  /** What a walk over the log's file found. */
  readonly log: Verification;
  /** `<journeyId> <commandId>` of every command in the log. */
  readonly commands: ReadonlySet<string>;
  /** Commands whose events stand in the log in more than one append, and ids of events that occur again. */
  readonly twice: readonly string[];
  /** Hashes of the rows as the engine left them, caught up, and as a rebuild makes them. */
  readonly readModels: readonly { readonly name: string; readonly live: string; readonly rebuilt: string }[];
}

/** Looks at what an engine left behind; nobody else may have the folder open. */
export async function inspect(dataFolder: string): Promise<Inspection> {
  const store = await openEmbeddedEventStore({ folder: dataFolder, upcasters: Upcasters.of(upcasts) });
  const readStore = await openSqliteReadStore(join(dataFolder, 'read'));
  const policies = new PublishedPolicies(store);
  await policies.open();
  const runtime = createProjectionRuntime({
    projections,
    log: store,
    readStore,
    policies: policies.registry,
    listeners: [policies.follow],
  });
  try {
    await runtime.start();
    await runtime.settled();
    const live = await hashes(runtime);
    await runtime.rebuild(projections.map(({ name }) => name));
    const rebuilt = await hashes(runtime);
    const readModels = projections.map(({ name }) => ({
      name,
      live: live.get(name) ?? '',
      rebuilt: rebuilt.get(name) ?? '-',
    }));
    return { log: await verifyEmbedded({ folder: dataFolder }), ...(await commandsIn(store)), readModels };
  } finally {
    await runtime.stop();
    await readStore.close();
    await store.close();
  }
}

async function hashes(runtime: ProjectionRuntime): Promise<ReadonlyMap<string, string>> {
  const found = new Map<string, string>();
  for (const definition of projections) {
    const hash = createHash('sha256');
    for await (const lines of dumpRows(runtime.model(definition))) hash.update(lines);
    found.set(definition.name, hash.digest('hex'));
  }
  return found;
}

/** The events of one command stand next to each other, in one append. */
async function commandsIn(store: EventStore): Promise<Pick<Inspection, 'commands' | 'twice'>> {
  const commands = new Set<string>();
  const ids = new Set<string>();
  const twice: string[] = [];
  let before = '';
  for (
    let page = await store.readAll();
    ;
    page = await store.readAll({ ...(page.next && { after: page.next }) })
  ) {
    for (const { id, stream, metadata } of page.events) {
      if (ids.has(id)) twice.push(id);
      ids.add(id);
      const command = `${stream.replace(/^journey-/, '')} ${metadata.commandId ?? id}`;
      if (command !== before && commands.has(command)) twice.push(command);
      commands.add(command);
      before = command;
    }
    if (page.end) return { commands, twice };
  }
}
