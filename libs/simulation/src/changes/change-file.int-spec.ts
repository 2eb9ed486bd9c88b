import { mkdtemp, readdir, readlink, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { exported } from './change-file';

/** How many handles this process holds on the file; Linux says. */
async function handlesOn(file: string): Promise<number> {
  const links = await Promise.all(
    (await readdir('/proc/self/fd')).map((fd) => readlink(`/proc/self/fd/${fd}`).catch(() => '')),
  );
  return links.filter((link) => link === file).length;
}

const onLinux = process.platform === 'linux' ? it : it.skip;

describe('exporting the changes of a simulation', () => {
  let folder: string;
  beforeEach(async () => (folder = await mkdtemp(join(tmpdir(), 'rapport-changes-'))));
  afterEach(() => rm(folder, { recursive: true }));

  it('gives every line', async () => {
    const file = join(folder, 'changes.ndjson');
    const lines = Array.from({ length: 20_000 }, (_, n) => `{"journeyId":"j${n}"}\n`).join('');
    await writeFile(file, lines);
    let text = '';
    for await (const chunk of exported(file, 'ndjson')) text += chunk;
    expect(text).toBe(lines);
  });

  onLinux('lets go of the file where nobody reads to the end', async () => {
    const file = join(folder, 'changes.ndjson');
    await writeFile(file, '{"journeyId":"j"}\n'.repeat(100_000));
    for await (const chunk of exported(file, 'ndjson')) {
      expect(chunk.length).toBeGreaterThan(0);
      break;
    }
    expect(await handlesOn(file)).toBe(0);
  });

  it('says where the file is gone', async () => {
    await expect(exported(join(folder, 'none'), 'csv').next()).rejects.toMatchObject({ code: 'ENOENT' });
  });
});
