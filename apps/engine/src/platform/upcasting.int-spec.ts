import { upcasts, type Upcast } from '@rapport/journey';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { closePlatform, openPlatform } from './open';

const begun = {
  ...{ id: randomUUID(), type: 'JourneyBegun', schemaVersion: 1, policyVersion: 1, occurredAt: 1 },
  ...{ data: { channel: 'fax' }, metadata: {} },
};

describe('events of an older schema version', () => {
  const steps = upcasts as Upcast[];
  const folder = mkdtempSync(join(tmpdir(), 'rapport-upcast-'));
  beforeAll(() => {
    steps.push({ type: 'JourneyBegun', fromVersion: 1, upcast: (data) => ({ ...data, channel: 'phone' }) });
  });
  afterAll(() => {
    steps.pop();
    rmSync(folder, { recursive: true });
  });

  it("are read by the engine through the catalogue's upcasts", async () => {
    const logger = pino({ level: 'silent' });
    const config = { port: 0, host: '127.0.0.1', logLevel: 'silent', projections: 'paused' } as const;
    const platform = await openPlatform({ ...config, dataFolder: folder }, logger);
    await platform.store.append('journey-j', [begun], 'no-stream');
    const [event] = await platform.store.readStream('journey-j');
    expect(event).toMatchObject({ schemaVersion: 2, data: { channel: 'phone' } });
    await closePlatform(platform);
  });
});
