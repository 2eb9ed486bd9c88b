import { EngineClient } from '@rapport/interchange';
import { spawnSync } from 'node:child_process';
import { setTimeout as delay } from 'node:timers/promises';
import { beginsCliAlike, readDockerfile } from '../testing/container/dockerfile';
import { startContainer } from '../testing/container/start-container';
import { unpackImage, type UnpackedImage } from '../testing/container/unpacked-image';
import { freePort } from '../testing/engine-process';

const token = 'a-long-secret';
const begin = JSON.stringify({
  command: 'begin-journey',
  journeyId: 'j',
  commandId: 'c',
  occurredAt: '2024-05-01T12:00:00.000Z',
  channel: 'web',
});

describe('what the Dockerfile makes', () => {
  let image: UnpackedImage;
  beforeAll(() => {
    image = unpackImage();
  }, 120_000);
  afterAll(() => image.remove());

  it('does not run as root', () => expect(readDockerfile().user).toBe('node'));

  it('begins the CLI as it is begun elsewhere', () => expect(beginsCliAlike()).toBe(true));

  it('is an engine that needs nothing else, and writes to nothing but its volume', async () => {
    const PORT = String(await freePort());
    const volume = image.volume('data');
    const engine = startContainer(image, { PORT, RAPPORT_TOKEN: token, RAPPORT_DATA: volume });
    const url = await engine.url;
    expect(engine.stderr()).not.toContain('rapport:');
    const client = new EngineClient({ url: url ?? '', token });
    expect(await client.commands([begin])).toMatchObject([{ outcome: 'recorded' }]);
    expect(await client.get('/v1/journeys/j')).toMatchObject({ journeyId: 'j' });
    expect(await client.post('/v1/rebuilds', { all: true })).toBeDefined(); // starts a thread from a file of its own
    await ready(engine.checkHealth);
    engine.signal('SIGTERM');
    expect(await engine.ended).toBe(0);
    expect(await engine.checkHealth()).toBe(1);
  }, 60_000);

  it('cannot be written to by who runs it', () => {
    const tried = spawnSync('node', ['-e', 'fs.writeFileSync("new", "")'], image.options);
    expect(tried.stderr.toString()).toContain('EACCES');
  });
});

async function ready(checkHealth: () => Promise<number>): Promise<void> {
  while ((await checkHealth()) !== 0) await delay(100);
}
