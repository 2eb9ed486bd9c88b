import Ajv from 'ajv';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { readConfig } from '../src/config/config';
import { commandPatienceMs, healthPatienceMs } from '../src/http/limits';
import { composeFile, type ComposeService } from '../testing/container/compose-file';

const root = join(__dirname, '../../..');
const dclint = dirname(createRequire(__filename).resolve('dclint/package.json'));
const schema = JSON.parse(readFileSync(join(dclint, 'schemas/compose.schema.json'), 'utf8')) as object;
const valid = new Ajv({ strict: false, validateFormats: false, validateSchema: false }).compile(schema);

const file = composeFile({ RAPPORT_TOKEN: 'secret' });
const services = Object.entries(file.services);
const engines = services.filter(([, { build }]) => build !== undefined);
const nameOf = (mount: string): string => mount.slice(0, mount.indexOf(':'));
const dependenciesOf = ({ depends_on = [] }: ComposeService): readonly string[] =>
  Array.isArray(depends_on) ? (depends_on as string[]) : Object.keys(depends_on);

describe('docker-compose.yml', () => {
  it('is as the schema of the Compose specification demands', () => {
    valid(file);
    expect(valid.errors).toBeNull();
    expect(valid({ ...file, services: { engine: { imagge: 'rapport' } } })).toBe(false);
  });

  it('demands a token, and nothing else', () => {
    expect(() => composeFile({})).toThrow('RAPPORT_TOKEN: set it to a long secret');
  });

  it.each(services)('declares what %s uses', (_, { volumes = [], configs = [], secrets = [] }) => {
    expect(Object.keys(file.volumes)).toEqual(expect.arrayContaining(volumes.map(nameOf)));
    expect(Object.keys(file.configs)).toEqual(expect.arrayContaining(configs.map(({ source }) => source)));
    expect(Object.keys(file.secrets)).toEqual(expect.arrayContaining([...secrets]));
  });

  it.each(services)('starts in every profile of %s what it depends on', (_, service) => {
    for (const name of dependenciesOf(service))
      expect(file.services[name]?.profiles).toEqual(expect.arrayContaining([...(service.profiles ?? [])]));
  });

  it.each(services)('names a version of each image: %s', (_, { image, build }) => {
    if (build === undefined) expect(image).toMatch(/^[\w/-]+:v?\d/);
  });

  it.each(engines)('gives %s no more rights than it needs', (_, { read_only, cap_drop }) =>
    expect({ read_only, cap_drop }).toEqual({ read_only: true, cap_drop: ['ALL'] }),
  );

  it.each(engines)('tells %s what an engine understands', (_, { environment = {} }) => {
    const env = Object.fromEntries(Object.entries(environment).map(([name, value]) => [name, String(value)]));
    expect(readConfig({ HOST: '0.0.0.0', ...env })).toMatchObject({ token: 'secret' });
    const documented = readFileSync(join(root, 'docs/reference/configuration.md'), 'utf8');
    expect(Object.keys(env).filter((name) => !documented.includes(`\`${name}\``))).toEqual([]);
  });

  it.each(['engine-1', 'engine-2'])('starts %s while a node of the log is lost', (name) => {
    const started = { condition: 'service_started' };
    expect(file.services[name]?.depends_on).toMatchObject({
      'eventstoredb-1': started,
      'eventstoredb-2': started,
      'eventstoredb-3': started,
    });
  });

  it('has a proxy that waits longer than an engine takes', () => {
    const secondsOf = (timeout: string): number =>
      Number(new RegExp(`timeout ${timeout} (\\d+)s`).exec(file.configs.haproxy?.content ?? '')?.[1]);
    expect(secondsOf('server') * 1_000).toBeGreaterThan(commandPatienceMs);
    expect(secondsOf('check') * 1_000).toBeGreaterThan(healthPatienceMs);
  });

  it('starts the engine alone where no profile is asked for', () => {
    const [, profile] = /^COMPOSE_PROFILES=(\w+)$/m.exec(readFileSync(join(root, '.env'), 'utf8')) ?? [];
    const started = services.filter(([, { profiles }]) => profiles?.includes(profile ?? '') ?? true);
    expect(started.map(([name]) => name)).toEqual(['engine']);
  });
});
