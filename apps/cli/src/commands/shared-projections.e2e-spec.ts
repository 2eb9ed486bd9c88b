import { describeWithPostgres, postgresSchema } from '@rapport/read-store/testing';
import { startEngine } from '../../../engine/testing/engine-in-process';
import { sharedLog } from '../../../engine/testing/served-log';
import { commandLine } from '../testing/command-line';

describeWithPostgres('read models that several engines share', () => {
  it('are shown with the node that projects each', async () => {
    const { location: connectionString, drop } = await postgresSchema();
    const log = await sharedLog();
    const readStore = { kind: 'postgres', connectionString } as const;
    const engine = await startEngine({ stores: { eventStore: log.location, readStore } });
    try {
      const { body } = await engine.ask('/v1/projections');
      const { node } = (body as { projections: { name: string; node: string }[] }).projections[0] ?? {};
      const { out } = await commandLine('projections', '--url', engine.url);
      expect(out).toMatch(/^PROJECTION +VERSION +NODE +STATE/);
      expect(node).toMatch(/./);
      expect(out).toContain(` ${node}  `);
    } finally {
      await engine.close();
      await log.close();
      await drop();
    }
  });
});
