import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(__dirname, '../..');
const read = (file: string): string => readFileSync(join(root, file), 'utf8');

/** The blocks of a page that name a file, by that name. */
const filesShown = (page: string): readonly (readonly [file: string, text: string])[] =>
  [...read(page).matchAll(/^```ts (\S+)\n([\s\S]*?)^```$/gm)].map(([, file = '', text = '']) => [file, text]);

describe('the code of docs/how-to/write-a-projection.md', () => {
  const folder = 'examples/promise-keeping';
  const shown = filesShown('docs/how-to/write-a-projection.md');

  it.each(shown)('is that of %s, which is compiled and tested', (file, text) =>
    expect(text).toBe(read(join(folder, file))),
  );

  it('leaves out nothing but what is not written by hand', () => {
    const others = readdirSync(join(root, folder)).filter((file) => !shown.some(([name]) => name === file));
    expect(others.sort()).toEqual(['index.ts', 'promise-keeping.golden.json']);
  });
});
