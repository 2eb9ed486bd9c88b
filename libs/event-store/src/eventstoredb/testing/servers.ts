import { openEmbeddedEventStore } from '../../embedded/open';
import { temporaryFolder } from '../../embedded/testing/temporary-folder';
import { serveEventStoreDB, type AccessRule } from '../../served';

/** A server that speaks the protocol, to test against. */
export interface ServerUnderTest {
  readonly connectionString: string;
  /** A real server is reached through a proxy in some specs: it has to listen on 127.0.0.1, without TLS. */
  readonly port: number;
  close(): Promise<void>;
}

/** The embedded log, served; every caller is a system account where nothing else is said. */
export async function servedLog(access: AccessRule = () => 'system'): Promise<ServerUnderTest> {
  const folder = temporaryFolder();
  const log = await openEmbeddedEventStore({ folder: folder.path });
  const served = await serveEventStoreDB(log, { host: '127.0.0.1', port: 0, access });
  return {
    connectionString: `esdb://127.0.0.1:${served.port}?tls=false`,
    port: served.port,
    close: async () => {
      await served.close();
      await log.close();
      folder.remove();
    },
  };
}

/** The server that `EVENTSTOREDB_URL` names: `npm run test:eventstoredb` runs the suites against it as well. */
export const realServerUrl = process.env.EVENTSTOREDB_URL;

const realServer: ServerUnderTest = {
  connectionString: realServerUrl ?? '',
  port: Number(/:(\d+)/.exec(realServerUrl?.replace(/^\w+:\/\/([^@/]*@)?/, '') ?? '')?.[1] ?? 2113),
  close: () => Promise.resolve(),
};

type OpenServer = () => Promise<ServerUnderTest>;

/** Runs a suite against what we serve and, where one is named, against a real server. Where they differ, that is right. */
export function againstServers(
  suite: (name: string, open: OpenServer) => void,
  reached: 'as it is' | 'by a proxy' = 'as it is',
): void {
  suite('the embedded log, served', () => servedLog());
  if (realServerUrl && reached === 'by a proxy' && !realServerUrl.includes('tls=false'))
    it.skip('a real server: the proxy knows no TLS', () => undefined);
  else if (realServerUrl) suite('a real server', () => Promise.resolve(realServer));
  else it.skip('a real server: EVENTSTOREDB_URL=esdb://… npm run test:eventstoredb runs it', () => undefined);
}
