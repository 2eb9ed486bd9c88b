import { openEventStoreDBEventStore, type EventStore } from '@rapport/event-store';
import { eventually, makeCertificate, present } from '@rapport/event-store/compliance';
import { readFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { startEngine, type EngineInProcess } from '../testing/engine-in-process';

const certificate = makeCertificate();
afterAll(() => certificate?.remove());

(certificate === undefined ? describe.skip : describe)(
  'the log that the engine serves to clients of EventStoreDB (needs openssl)',
  () => {
    const { certificateFile, keyFile } = certificate ?? { certificateFile: '', keyFile: '' };
    let engine: EngineInProcess;
    let client: EventStore | undefined;

    beforeEach(async () => {
      const tls = { certificate: readFileSync(certificateFile), key: readFileSync(keyFile) };
      engine = await startEngine({
        token: 'reading',
        eventStoreDB: { port: 0, systemToken: 'appending', tls },
      });
    });

    afterEach(async () => {
      await client?.close();
      client = undefined;
      await engine.close();
    });

    const connect = async (password: string): Promise<EventStore> => {
      const address = present(engine.engine.servedLog.connectionString)
        .replace('esdb://', `esdb://someone:${password}@`)
        .concat(`&tlsCAFile=${encodeURIComponent(certificateFile)}`);
      return (client = await openEventStoreDBEventStore({ connectionString: address, giveUpAfterMs: 2_000 }));
    };

    it('tells a follower what commands record, as they do', async () => {
      const log = await connect('appending');
      const heard: string[] = [];
      log.subscribe((events) => void heard.push(...events.map(({ stream, type }) => `${stream} ${type}`)));
      const header = { authorization: 'Bearer reading' };
      const begun = await engine.send('begin-journey', { journeyId: 'j1' }, header);
      expect(begun.status).toBeLessThan(300);
      await eventually(() => heard.includes('journey-j1 JourneyBegun'));
    });

    it('lets nobody but the system account append', async () => {
      await expect(connect('reading')).rejects.toMatchObject({ code: 'store-read-only' });
      await expect(connect('nonsense')).rejects.toMatchObject({ code: 'store-read-only' });
    });

    it('stops though somebody follows', async () => {
      const log = await connect('appending');
      await log.subscribe(() => undefined).caughtUp;
      const stopping = Promise.race([
        engine.engine.close().then(() => 'stopped'),
        delay(15_000, 'too late', { ref: false }),
      ]);
      expect(await stopping).toBe('stopped');
      engine = await startEngine();
    });
  },
);

describe('an engine that is told nothing of it', () => {
  it('serves its log to nobody', async () => {
    const engine = await startEngine();
    expect(engine.engine.servedLog.connectionString).toBeUndefined();
    await engine.close();
  });
});
