import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { ImportHarness, shopMapping, smallShop } from '@rapport/interchange/testing';
import { isBuilt, startCommandLine } from './testing/command-line';

const describeBuilt = isBuilt ? describe : describe.skip;
const orders = Array.from({ length: 3_000 }, (_, index) => `o${index},c${index % 7},2018-01-01 10:00`);
/** Two commands an order and an answer. */
const all = 2 * orders.length + 2;

describeBuilt(
  `an import whose process is killed${isBuilt ? '' : ' (skipped: not built, run npm run build)'}`,
  () => {
    let shop: ImportHarness;
    beforeEach(async () => (shop = await ImportHarness.start()));
    afterEach(() => shop.stop());

    const start = async (...more: readonly string[]) => {
      const mapping = join(shop.folder, 'shop.yaml');
      await writeFile(mapping, shopMapping);
      const data = await shop.write({ ...smallShop, orders });
      const work = join(shop.folder, 'work');
      return startCommandLine(
        ['import', 'csv', data, '--mapping', mapping, '--url', shop.engine.url, '--work', work, ...more],
        shop.folder,
      );
    };

    it.each([
      ['SIGKILL', 1],
      ['SIGKILL', 2],
      ['SIGKILL', 3],
      ['SIGINT', 2],
    ] as const)(
      'by %s after batch %d goes on where it was, and nothing is recorded twice',
      async (signal, batches) => {
        const first = await start();
        let answered = 0;
        shop.engine.onBatch = () => {
          if (++answered !== batches) return;
          first.kill(signal);
          first.kill(signal); // as from a terminal through the launcher
        };
        const [exitCode, killedBy] = (await once(first, 'exit')) as [number | null, string | null];
        expect(signal === 'SIGKILL' ? killedBy : exitCode).toBe(signal === 'SIGKILL' ? 'SIGKILL' : 130);
        shop.engine.onBatch = () => undefined;

        const second = await start('--json');
        const [out, err] = await Promise.all([readAll(second.stdout), readAll(second.stderr)]);
        const summary = JSON.parse(out) as {
          resumed: boolean;
          commands: { recorded: number; replayed: number };
        };
        expect(summary.commands.recorded + summary.commands.replayed).toBe(all);
        expect(shop.engine.received).toHaveLength(all);
        if (batches > 1) expect(err).toContain('Going on with the import that was interrupted');
        expect(summary.resumed).toBe(batches > 1);
      },
    );
  },
);

const readAll = (stream: NodeJS.ReadableStream | null): Promise<string> =>
  stream === null ? Promise.resolve('') : text(stream);
