import { readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { FakeEngine, ImportHarness, shopMapping, smallShop, type Failure } from '../../testing';
import { EngineClient } from '../engine/engine-client';
import { journeyIdOf } from '../ids';
import { parseMapping } from '../mapping/parse';

let shop: ImportHarness;
beforeEach(async () => (shop = await ImportHarness.start()));
afterEach(() => shop.stop());

describe('importing files', () => {
  it('joins them and plays all rows in the order of time', async () => {
    const summary = await shop.import(await shop.write(smallShop));
    expect(
      shop.engine.received.map(({ command, occurredAt }) => `${occurredAt.slice(5, 13)} ${command}`),
    ).toEqual([
      '01-01T09 begin-journey',
      '01-01T09 make-purchase',
      '01-01T10 begin-journey',
      '01-01T10 make-purchase',
      '01-02T00 begin-journey',
      '01-02T00 make-purchase',
      '01-04T00 give-feedback',
      '01-05T00 give-feedback',
    ]);
    expect(shop.engine.received[3]).toMatchObject({
      total: { amountMinor: 1060, currency: 'EUR' },
      items: 2,
    });
    expect(shop.engine.received[1]).toMatchObject({ total: { amountMinor: 0, currency: 'EUR' }, items: 0 });
    expect(summary).toMatchObject({
      rows: 6,
      duplicates: 1,
      rejectedRows: 0,
      journeys: 2,
      resumed: false,
      commands: { sent: 8, recorded: 8, replayed: 0, unchanged: 0, refused: 0 },
    });
    expect(await shop.rejected()).toMatchObject([{ file: 'answers.csv', line: 4, code: 'duplicate-row' }]);
  });

  it('a second time changes nothing', async () => {
    const data = await shop.write(smallShop);
    await shop.import(data);
    expect(await shop.import(data)).toMatchObject({ commands: { sent: 8, recorded: 0, replayed: 8 } });
    expect(shop.engine.received).toHaveLength(8);
  });

  it('leaves no work file behind', async () => {
    await shop.import(await shop.write(smallShop));
    expect(await readdir(join(shop.folder, 'work'))).toEqual([]);
  });

  it('lists what is refused with line, command, code and reason, and none of the texts', async () => {
    shop.engine.refuse = ({ command }) => (command === 'give-feedback' ? 'feedback.id-used' : undefined);
    const data = await shop.write({
      ...smallShop,
      orders: [...smallShop.orders, 'o4,Ada,Secret day'],
      payments: [...smallShop.payments, 'o2,Secret sum'],
      answers: ['o1,5,2018-01-05', 'o1,Secret,2018-01-06', 'o9,5,2018-01-06', 'o1,5'],
    });
    const summary = await shop.import(data);
    expect(summary).toMatchObject({
      rows: 8,
      rejectedRows: 6,
      unusedRows: 6,
      unplayedByCode: { 'mapping-failed': 4, 'unreadable-row': 1 },
      commands: { refused: 1, refusedByCode: { 'feedback.id-used': 1 } },
    });
    expect(await shop.rejected()).toMatchObject([
      {
        file: 'answers.csv',
        line: 2,
        command: 'give-feedback',
        code: 'feedback.id-used',
        reason: 'A rule refuses this.',
      },
      { line: 3, code: 'mapping-failed' },
      { line: 4, code: 'mapping-failed', reason: 'the key of the journey is empty' },
      { line: 5, code: 'unreadable-row' },
      { file: 'orders.csv', line: 3, code: 'mapping-failed' },
      { file: 'orders.csv', line: 5, code: 'mapping-failed' },
    ]);
    expect(JSON.stringify(await shop.rejected())).not.toMatch(/Secret|Ada/);
  });

  it('counts the journeys and rows that something was recorded of, none that was refused altogether', async () => {
    const ada = journeyIdOf('shop', 'Ada');
    shop.engine.refuse = ({ journeyId }) => (journeyId === ada ? 'time.ahead-of-clock' : undefined);
    const summary = await shop.import(await shop.write(smallShop));
    expect(summary).toMatchObject({
      rows: 6,
      journeys: 1,
      rejectedRows: 3,
      unusedRows: 3,
      unplayedByCode: {},
    });
  });

  it.each<Failure>(['unavailable', 'broken-off', 'line-unavailable'])(
    'sends a batch again where the engine was %s, and records nothing twice',
    async (failure) => {
      shop.engine.failures.push(failure, failure);
      const summary = await shop.import(await shop.write(smallShop));
      expect(shop.engine.received).toHaveLength(8);
      expect(summary.commands.recorded + summary.commands.replayed).toBe(8);
    },
  );
});

describe('an import that cannot run', () => {
  it('says that no engine answers and how to start one', async () => {
    const gone = await FakeEngine.start();
    await gone.stop();
    const client = new EngineClient({ url: gone.url });
    const message = `No engine answers at ${gone.url}. Start one with \`npm start\``;
    await expect(shop.import(await shop.write(smallShop), { client })).rejects.toThrow(message);
  });

  it('asks for the token that the engine asks for, and takes it', async () => {
    shop.engine.token = 'secret';
    const data = await shop.write(smallShop);
    await expect(shop.import(data)).rejects.toThrow('Give it with --token or RAPPORT_TOKEN');
    const client = new EngineClient({ url: shop.engine.url, token: 'secret' });
    expect(await shop.import(data, { client })).toMatchObject({ commands: { recorded: 8 } });
  });

  it.each([
    [
      'a column that the file lacks',
      'at: at}}',
      'at: when}}',
      /orders\.csv: it has no column "when".*has "id", "customer", "at"/,
    ],
    ['a file that is not there', 'orders.csv', 'oders.csv', /neither oders\.csv nor oders\.csv\.gz/],
  ])('names %s', async (_what, text, other, message) => {
    const mapping = parseMapping(shopMapping.replace(text, other), 'shop.yaml');
    await expect(shop.import(await shop.write(smallShop), { mapping })).rejects.toThrow(message);
    expect(await readdir(join(shop.folder, 'work')).catch(() => [])).toEqual([]);
  });

  it('wants a folder where the mapping joins files', async () => {
    await expect(shop.import(join(await shop.write(smallShop), 'orders.csv'))).rejects.toThrow(
      'Give the folder that holds them',
    );
    await expect(shop.import(join(shop.folder, 'nowhere'))).rejects.toThrow(
      'there is no such file or folder',
    );
  });

  it('says where to put the list of what was refused, and sends nothing twice for it', async () => {
    const data = await shop.write(smallShop);
    const rejectedFile = shop.folder; // no file can be written there
    await expect(shop.import(data, { rejectedFile })).rejects.toThrow('Name another place with --rejected');
    expect(await shop.import(data)).toMatchObject({ resumed: true, commands: { recorded: 8, replayed: 0 } });
    expect(await shop.rejected()).toHaveLength(1);
  });

  it('sends nothing where the list of what was refused would have no folder', async () => {
    const nowhere = join(shop.folder, 'nowhere');
    const importing = shop.import(await shop.write(smallShop), {
      rejectedFile: join(nowhere, 'list.ndjson'),
    });
    await expect(importing).rejects.toThrow(`There is no folder ${nowhere}`);
    expect(shop.engine.received).toEqual([]);
  });

  it.each([
    ['that is not gzipped', Buffer.from('id,customer,at'), /its name ends in \.gz, but it is not gzipped/],
    ['that is cut off', gzipSync('id,customer,at\n'.repeat(500)).subarray(0, 40), /its gzip data breaks off/],
  ])('says what is wrong with a .gz %s', async (_what, content, message) => {
    const data = await shop.write(smallShop);
    await rm(join(data, 'orders.csv'));
    await writeFile(join(data, 'orders.csv.gz'), content);
    await expect(shop.import(data)).rejects.toThrow(message);
  });

  it('refuses to run twice at once', async () => {
    const data = await shop.write(smallShop);
    let second: unknown;
    shop.engine.onBatch = async () => {
      second = await shop.import(data).catch((error: unknown) => error);
    };
    await shop.import(data);
    expect(second).toMatchObject({ code: 'import-under-way' });
  });
});
