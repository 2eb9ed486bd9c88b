import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ImportHarness, shopMapping, smallShop } from '@rapport/interchange/testing';
import { commandLine, type Said } from '../testing/command-line';

describe('rapport import', () => {
  let shop: ImportHarness;
  beforeEach(async () => (shop = await ImportHarness.start()));
  afterEach(() => shop.stop());

  const run = async (...more: readonly string[]): Promise<Said> => {
    const mapping = join(shop.folder, 'shop.yaml');
    await writeFile(mapping, shopMapping);
    const work = ['--work', join(shop.folder, 'work'), '--rejected', join(shop.folder, 'rejected.ndjson')];
    const data = await shop.write(smallShop);
    return commandLine(
      'import',
      'csv',
      data,
      '--mapping',
      mapping,
      '--url',
      shop.engine.url,
      ...work,
      ...more,
    );
  };

  it('ends well where some of it was usable', async () => {
    shop.engine.refuse = ({ command }) => (command === 'make-purchase' ? 'purchase.id-used' : undefined);
    const { out, exitCode } = await run();
    expect(out).toContain('Imported 6 rows as shop@1');
    expect(exitCode).toBe(0);
  });

  it('fails where nothing of it was, and says where to look', async () => {
    shop.engine.refuse = () => 'time.ahead-of-clock';
    const { out, err, exitCode } = await run();
    expect(out).toContain('None of 5 rows could be used as shop@1');
    expect(out).toContain('8 time.ahead-of-clock');
    expect(err).toContain('Nothing was imported');
    expect(err).toContain('rejected.ndjson');
    expect(exitCode).toBe(1);
  });

  it('fails in JSON too, with the summary', async () => {
    shop.engine.refuse = () => 'time.ahead-of-clock';
    const { out, exitCode } = await run('--json');
    expect(JSON.parse(out)).toMatchObject({ unusedRows: 5, journeys: 0 });
    expect(exitCode).toBe(1);
  });
});
