import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { ConfigError } from '../config/config';
import type { Platform } from '../platform/platform';
import { ServedLog } from './served-log';

describe('the log for clients of EventStoreDB', () => {
  it('names the variable whose port is in use', async () => {
    const other = createServer();
    await once(other.listen(0, '127.0.0.1'), 'listening');
    const { port } = other.address() as AddressInfo;
    const config = { host: '127.0.0.1', eventStoreDB: { port } };
    const served = new ServedLog({ config, store: {} } as unknown as Platform);
    const message = `RAPPORT_EVENTSTOREDB_PORT is ${port}, which cannot be opened on 127.0.0.1 (EADDRINUSE)`;
    const listening = served.listen();
    await expect(listening).rejects.toBeInstanceOf(ConfigError);
    await expect(listening).rejects.toThrow(message);
    other.close();
  });
});
