import { catalogue, type CommandName } from '@rapport/journey';
import * as ask from '@rapport/journey/testing';
import { maxBodyBytes } from '../src/http/limits';
import { startEngine, type EngineInProcess } from '../testing/engine-in-process';

const secret = 'Xk7-Marked-Secret-q9';

/** Every command of the catalogue, in an order in which most are legal. */
const story = [
  ask.beginJourney(),
  ask.identifyJourney('k'),
  ask.linkJourneyToCustomer('k1'),
  ask.unlinkJourneyFromCustomer('k1'),
  ask.recordInteraction('i1'),
  ask.concludeInteraction('i1'),
  ask.openCase('c1'),
  ask.observeEmotion('e1', -0.5),
  ask.correctEmotion('e1', 0.5),
  ask.classifyCase('c1'),
  ask.takeCharge('c1'),
  ask.routeCase('c1'),
  ask.holdCase('c1'),
  ask.resumeCase('c1'),
  ask.noteCase('c1'),
  ask.proposeResolution('c1'),
  ask.rejectResolution('c1'),
  ask.proposeResolution('c1'),
  ask.withdrawResolution('c1'),
  ask.proposeResolution('c1'),
  ask.confirmResolution('c1'),
  ask.closeCase('c1', { basis: 'confirmed' }),
  ask.reopenCase('c1'),
  ask.openCase('c2'),
  ask.linkRecurrence('c2', 'c1'),
  ask.makePromise('p1'),
  ask.renegotiatePromise('p1', { dueOn: '2030-01-01' }),
  ask.keepPromise('p1'),
  ask.makePromise('p2'),
  ask.breakPromise('p2'),
  ask.makePromise('p3'),
  ask.releasePromise('p3'),
  ask.makePurchase('b1'),
  ask.giveFeedback('f1', 4),
];

/** The payload with the secret in every field that its class marks as personal. */
function marked(name: CommandName, payload: object): Record<string, unknown> {
  const whole: Record<string, unknown> = {
    identity: { scheme: 'crm' },
    source: { system: 'crm' },
    ...payload,
  };
  const { properties = {} } = catalogue.commands[name].schema;
  const copy = Object.fromEntries(Object.entries(whole).filter(([key]) => key in properties));
  for (const path of catalogue.commands[name].personal) {
    const [member = '', inner] = path.split('.');
    copy[member] = inner === undefined ? secret : { ...(copy[member] as object), [inner]: secret };
  }
  return structuredClone(copy);
}

describe('personal data', () => {
  let engine: EngineInProcess;

  beforeAll(async () => {
    engine = await startEngine();
  });
  afterAll(() => engine.close());
  afterEach(() => {
    expect(
      engine
        .logs()
        .split('\n')
        .filter((line) => line.includes(secret)),
    ).toEqual([]);
  });

  it('is in every command of the story', () =>
    expect(new Set(story.map(({ name }) => name))).toEqual(new Set(Object.keys(catalogue.commands))));

  it('is not logged when it is recorded', async () => {
    for (const { name, payload } of story) {
      const { status, body } = await engine.send(name, { journeyId: 'j', ...marked(name, payload) });
      expect([name, status, body.code]).toEqual([name, 200, undefined]);
    }
    const timeline = await engine.ask('/v1/journeys/j/timeline?limit=200');
    expect(timeline.text).toContain(secret);
  });

  it('is not logged when a rule refuses it', async () => {
    for (const { name, payload } of story.slice(1)) {
      const { status } = await engine.send(name, { journeyId: 'unbegun', ...marked(name, payload) });
      expect([name, status]).toEqual([name, 409]);
    }
    const other = { journeyId: 'j', identity: { scheme: 'crm', key: `${secret}-2` }, by: 'customer' };
    expect((await engine.send('identify-journey', other)).status).toBe(409);
  });

  it('is not logged when its request is not valid', async () => {
    for (const { name, payload } of story) {
      const body = {
        journeyId: secret.repeat(9),
        occurredAt: secret,
        [secret]: secret,
        ...marked(name, payload),
      };
      expect((await engine.send(name, body)).status).toBe(400);
    }
  });

  it('is not logged when its request cannot be read', async () => {
    const path = '/v1/commands/begin-journey';
    const statuses = [
      await engine.ask(path, { body: `{"journeyId":"j","identity":${secret}` }),
      await engine.ask(path, { body: secret, type: 'text/plain' }),
      await engine.ask(path, { body: secret, type: `application/${secret}` }),
      await engine.ask(path, { body: secret.repeat(maxBodyBytes / 8) }),
      await engine.ask(`/v1/commands/${secret}`, { body: { secret } }),
      await engine.ask(`/v1/journeys/${secret}?name=${secret}`),
      await engine.ask(`/v1/journeys/${secret}%zz`),
      await engine.ask(`/${secret}`, { method: 'DELETE' }),
      await engine.ask('/v1/policy', {
        headers: { 'x-request-id': secret, authorization: secret, cookie: secret },
      }),
    ].map(({ status }) => status);
    expect(statuses).toEqual([400, 415, 415, 413, 404, 400, 400, 404, 200]);
  });

  it('is not logged in bulk', async () => {
    const { body } = await engine.bulk([
      ...story.map(({ name, payload }) => ({ command: name, journeyId: 'bulk', ...marked(name, payload) })),
      `{"command": "begin-journey", "${secret}`,
      { command: secret, journeyId: secret },
    ]);
    expect(body.slice(-2).map(({ status }) => status)).toEqual(['refused', 'refused']);
  });

  it('is not logged when the engine itself fails', async () => {
    const { store } = engine.engine.platform;
    const append = store.append.bind(store);
    store.append = (_stream, events) => Promise.reject(new Error(`cannot append ${JSON.stringify(events)}`));
    const { status, text } = await engine.send('begin-journey', {
      journeyId: 'f',
      ...marked('begin-journey', {}),
    });
    store.append = append;
    expect(status).toBe(500);
    expect(text).not.toContain(secret);
    expect(engine.logs()).toContain('internal error');
  });

  it('is not logged when a journey cannot be read', async () => {
    const { store } = engine.engine.platform;
    const event = {
      id: crypto.randomUUID(),
      type: 'FromTheFuture',
      schemaVersion: 1,
      occurredAt: 1,
      policyVersion: 1,
    };
    await store.append('journey-future', [{ ...event, data: { text: secret }, metadata: {} }], 'no-stream');
    const { body } = await engine.send('begin-journey', {
      journeyId: 'future',
      ...marked('begin-journey', {}),
    });
    expect(body).toMatchObject({
      status: 500,
      code: 'journey-unreadable',
      event: { revision: 0, type: 'FromTheFuture' },
    });
  });
});
