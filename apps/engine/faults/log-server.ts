import { openEmbeddedEventStore, serveEventStoreDB } from '@rapport/event-store';

/**
 * Serves the embedded log in the folder of its argument over EventStoreDB's protocol, to everybody, as a server of
 * EventStoreDB without security does. Says its port on its message channel, and ends with it.
 */
async function serve(folder: string): Promise<void> {
  const log = await openEmbeddedEventStore({ folder });
  const served = await serveEventStoreDB(log, { host: '127.0.0.1', port: 0, access: () => 'system' });
  process.on('disconnect', () => void served.close().then(() => log.close()));
  process.send?.({ port: served.port });
}

void serve(process.argv[2] ?? '');
