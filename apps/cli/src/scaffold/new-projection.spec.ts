import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { packageRoot } from '../package-root';
import { newProjection } from './new-projection';

const templates = join('apps', 'cli', 'templates');

describe('a new projection', () => {
  let root: string;
  const read = (file: string) => readFileSync(join(root, file), 'utf8');

  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'rapport-new-'));
    cpSync(join(packageRoot(), templates), join(root, templates), { recursive: true });
    cpSync(join(packageRoot(), 'projections', 'list.ts'), join(root, 'projections', 'list.ts'));
  });
  afterEach(() => rmSync(root, { recursive: true }));

  it('is a folder with all that the template has, under its own name', () => {
    expect(newProjection(root, 'promise-keeping')).toBe(join('projections', 'promise-keeping'));
    expect(readdirSync(join(root, 'projections/promise-keeping')).sort()).toEqual(
      readdirSync(join(root, templates, 'template-name'))
        .map((file) => file.replace('template-name', 'promise-keeping'))
        .sort(),
    );
    const definition = read('projections/promise-keeping/promise-keeping.projection.ts');
    expect(definition).toContain("name: 'promise-keeping'");
    expect(definition).toContain('export const promiseKeeping = projection(');
    for (const file of readdirSync(join(root, 'projections/promise-keeping')))
      expect(read(`projections/promise-keeping/${file}`)).not.toMatch(/template/i);
  });

  it('has one test that fails until somebody writes it', () => {
    newProjection(root, 'promise-keeping');
    const spec = read('projections/promise-keeping/promise-keeping.spec.ts');
    expect(spec).toContain("it('says what you want to know");
    expect(spec).not.toContain('it.failing');
  });

  it('has a line in the list, in order', () => {
    newProjection(root, 'promise-keeping');
    const [comment, ...lines] = read('projections/list.ts').trimEnd().split('\n');
    expect(comment).toMatch(/^\/\*\*/);
    expect(lines).toContain("export * as promiseKeeping from './promise-keeping';");
    expect(lines).toEqual(lines.toSorted());
  });

  it.each([
    '',
    'promises',
    'Promise-Keeping',
    'promise_keeping',
    '../promise-keeping',
    '-a-b',
    'a-',
    'x-'.repeat(40),
  ])('has no name like "%s"', (name) => {
    expect(() => newProjection(root, name)).toThrow('is no name for a projection');
    expect(readdirSync(join(root, 'projections'))).toEqual(['list.ts']);
  });

  it('takes no name that is taken, and leaves what is there', () => {
    newProjection(root, 'promise-keeping');
    const spec = join(root, 'projections/promise-keeping/promise-keeping.spec.ts');
    writeFileSync(spec, 'mine');
    const list = read('projections/list.ts');
    expect(() => newProjection(root, 'promise-keeping')).toThrow('already');
    expect(() => newProjection(root, 'trust-level')).toThrow('already');
    expect(readFileSync(spec, 'utf8')).toBe('mine');
    expect(read('projections/list.ts')).toBe(list);
  });

  it('needs the sources', () => {
    rmSync(join(root, templates), { recursive: true });
    expect(() => newProjection(root, 'promise-keeping')).toThrow('holds no sources');
    expect(existsSync(join(root, 'projections/promise-keeping'))).toBe(false);
  });
});
