import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { readCsv } from './csv';
import { readXes } from './xes';

let folder: string;
beforeAll(async () => (folder = await mkdtemp(join(tmpdir(), 'rapport-readers-'))));
afterAll(() => rm(folder, { recursive: true }));

const file = async (name: string, content: string | Buffer): Promise<string> => {
  const path = join(folder, name);
  await writeFile(path, content);
  return path;
};
const all = async <T>(rows: AsyncIterable<T>): Promise<T[]> => {
  const list: T[] = [];
  for await (const row of rows) list.push(row);
  return list;
};
const nothing = (): void => undefined;

describe('reading CSV', () => {
  const text = '\uFEFFid,text\r\n1,"one\r\nand, ""two"""\n\n2,short\n3,too,many\n4,last\n';

  it('keeps line breaks, commas and quotes within quotes, and says where each row begins', async () => {
    const rows = await all(readCsv(await file('a.csv', text), nothing));
    expect(rows.sort((a, b) => a.line - b.line)).toEqual([
      { line: 2, columns: { id: '1', text: 'one\r\nand, "two"' } },
      { line: 5, columns: { id: '2', text: 'short' } },
      { line: 6, reason: 'Invalid Record Length: columns length is 2, got 3' },
      { line: 7, columns: { id: '4', text: 'last' } },
    ]);
  });

  it('unpacks .gz and tells how far it has read', async () => {
    const packed = gzipSync(text);
    let read = 0;
    const rows = await all(readCsv(await file('a.csv.gz', packed), (bytes) => (read = bytes)));
    expect(rows).toHaveLength(4);
    expect(read).toBe(packed.length);
  });

  it('refuses a header with a name twice', async () => {
    await expect(all(readCsv(await file('b.csv', 'a,b,a\n1,2,3\n'), nothing))).rejects.toThrow(
      'the column "a" twice',
    );
  });

  it.each([
    ['bytes that are no text', Buffer.from([0x8f, 0x2c, 0x00, 0x1b, 0x5b, 0x0a, 0xff, 0xfe])],
    ['UTF-16 that does not say so', Buffer.from('id,text\n1,2\n', 'utf16le')],
  ])('refuses %s without showing them', async (_what, content) => {
    await expect(all(readCsv(await file('bytes.csv', content), nothing))).rejects.toThrow(
      'its first line is no text in UTF-8',
    );
  });

  it('says what is wrong with a row without quoting it', async () => {
    const rows = await all(readCsv(await file('quote.csv', 'a,b\n1,Secret"x\n3,4\n'), nothing));
    const reason = 'Invalid Opening Quote: a quote is found on field "b"';
    expect(rows).toContainEqual({ line: 2, reason });
  });

  it('refuses a quote that is never closed, instead of losing the rest of the file', async () => {
    await expect(all(readCsv(await file('c.csv', 'a,b\n1,2\n3,"4\n5,6\n'), nothing))).rejects.toThrow(
      'a quote in line 3 or later is never closed',
    );
  });

  it('says that a file is missing, and that a .gz is none', async () => {
    await expect(all(readCsv(join(folder, 'none.csv'), nothing))).rejects.toThrow('ENOENT');
    await expect(all(readCsv(await file('d.csv.gz', text), nothing))).rejects.toThrow(
      'incorrect header check',
    );
  });
});

describe('reading XES', () => {
  const log = `<?xml version="1.0" encoding="utf-8"?>
<log xes.version="1849-2016" xmlns="http://www.xes-standard.org/">
  <global scope="event"><string key="concept:name" value="__INVALID__"/></global>
  <trace>
    <event>
      <string key="concept:name" value="Open &amp; read"><string key="nested" value="left out"/></string>
      <date key="time:timestamp" value="2012-10-09T14:50:17+00:00"/>
      <int key="cost" value="7"/>
    </event>
    <string key="concept:name" value="Case 1"/>
    <event><string key="concept:name" value="Close"/></event>
  </trace>
  <trace><event><string key="concept:name" value="Alone"/></event></trace>
</log>`;

  it("gives an event's attributes and its case's, wherever the case's stand", async () => {
    expect(await all(readXes(await file('a.xes', log), nothing))).toEqual([
      {
        line: 5,
        columns: {
          'case:concept:name': 'Case 1',
          'concept:name': 'Open & read',
          'time:timestamp': '2012-10-09T14:50:17+00:00',
          cost: '7',
        },
      },
      { line: 11, columns: { 'case:concept:name': 'Case 1', 'concept:name': 'Close' } },
      { line: 13, columns: { 'concept:name': 'Alone' } },
    ]);
  });

  it('unpacks .gz', async () => {
    expect(await all(readXes(await file('a.xes.gz', gzipSync(log)), nothing))).toHaveLength(3);
  });

  it('says where the XML breaks, and when it is no log', async () => {
    await expect(all(readXes(await file('b.xes', log.replace('</trace>', '')), nothing))).rejects.toThrow(
      /not well-formed XML: 14:\d+/,
    );
    await expect(all(readXes(await file('c.xes', '<html/>'), nothing))).rejects.toThrow(
      'an XES log is a <log>',
    );
  });
});
