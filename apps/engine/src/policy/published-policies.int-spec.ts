import { openEmbeddedEventStore, type EventStore, type EventToAppend } from '@rapport/event-store';
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PublishedPolicies } from './published-policies';

describe('the published policies', () => {
  let folder: string;
  let store: EventStore;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'rapport-policies-'));
    store = await openEmbeddedEventStore({ folder });
  });
  afterEach(async () => {
    await store.close();
    await rm(folder, { recursive: true });
  });

  const published = () => store.readStream('policy-default');
  const open = async (): Promise<PublishedPolicies> => {
    const policies = new PublishedPolicies(store);
    await policies.open();
    return policies;
  };

  it('begin with the default one, as version 1 of the log', async () => {
    const { registry } = await open();
    expect(registry.inForce).toMatchObject({ name: 'default', version: 1 });
    expect(await published()).toMatchObject([
      { type: 'PolicyPublished', revision: 0, data: { name: 'default', version: 1 }, policyVersion: 1 },
    ]);
  });

  it('are published once, however often and by however many engines the log is opened', async () => {
    await Promise.all([open(), open()]);
    await open();
    expect(await published()).toHaveLength(1);
  });

  it('take in a new version as the log is followed, and again at the next start', async () => {
    const policies = await open();
    const [first] = await published();
    const data = { ...first?.data, version: 2 };
    const next: EventToAppend = { ...first, id: randomUUID(), data, metadata: {} } as never;
    await store.append('policy-default', [next], 0);
    expect(policies.registry.inForce.version).toBe(1);
    policies.follow(await published());
    policies.follow(await published());
    expect(policies.registry.inForce.version).toBe(2);
    expect(policies.registry.version(1).version).toBe(1);
    expect((await open()).registry.inForce.version).toBe(2);
  });
});
