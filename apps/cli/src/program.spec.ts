import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { commandLine } from './testing/command-line';

describe('the command line', () => {
  it('suggests the nearest command for an unknown one', async () => {
    const { err, exitCode } = await commandLine('improt');
    expect(err).toContain("unknown command 'improt'");
    expect(err).toContain('Did you mean import?');
    expect(exitCode).toBe(1);
  });

  it('suggests the nearest option too', async () => {
    expect((await commandLine('projections', '--jsn')).err).toContain('Did you mean --json?');
  });

  it('answers --help and --version without an error', async () => {
    expect(await commandLine('--version')).toMatchObject({
      out: expect.stringMatching(/^\d+\.\d+\.\d+\n$/) as string,
      exitCode: 0,
    });
    expect(await commandLine('import', 'xes', '--help')).toMatchObject({ exitCode: 0, err: '' });
  });

  it('says how to start an engine where none answers', async () => {
    const { err, exitCode } = await commandLine('projections', '--url', 'http://127.0.0.1:9');
    expect(err).toContain('No engine answers at http://127.0.0.1:9. Start one with `npm start`');
    expect(exitCode).toBe(1);
  });

  it('refuses a URL that is none', async () => {
    expect((await commandLine('projections', '--url', 'localhost')).err).toContain(
      'Write it as http://localhost:3000',
    );
  });

  it('wants to know what to rebuild', async () => {
    expect((await commandLine('rebuild')).err).toContain('--all');
    expect((await commandLine('rebuild', 'trust-level', '--all')).err).toContain('--all');
  });

  it('says where the mappings are that ship when one is not found', async () => {
    const { err } = await commandLine('import', 'xes', 'log.xes', '--mapping', 'nowhere.yaml');
    expect(err).toContain('There is no mapping at nowhere.yaml');
    expect(err).toContain(join('examples', 'mappings'));
  });

  it('says which import a mapping is for', async () => {
    const { err } = await commandLine(
      'import',
      'xes',
      'log.xes',
      '--mapping',
      'examples/mappings/olist.yaml',
    );
    expect(err).toContain('is for csv. Run: rapport import csv');
  });

  it('points at the line of a wrong mapping', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'rapport-mapping-'));
    const file = join(folder, 'wrong.yaml');
    await writeFile(file, 'mapping: Wrong Name\nversion: 1\n');
    const { err, exitCode } = await commandLine('import', 'xes', 'log.xes', '--mapping', file);
    expect(err).toContain(`${file}:1:10:`);
    expect(err).toContain('in lower case with hyphens');
    expect(exitCode).toBe(1);
    await rm(folder, { recursive: true });
  });
});
