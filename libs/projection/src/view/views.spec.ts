import { ForeignPosition, MalformedPosition, type Position, type RecordedEvent } from '@rapport/event-store';
import type { Columns, Memberships, ReadModel } from '@rapport/read-store';
import { validateSync } from 'class-validator';
import type { Policy } from '@rapport/policy';
import { WaitForTimeout } from '../errors';
import { MomentQuery } from '../http/moment-query';
import { Views, type ViewsOptions } from './views';

const p = (text: string) => text as Position;
const newest = Date.UTC(2024, 4, 1, 12);
const log = {
  checkPosition(text: string): Position {
    if (text.startsWith('other')) throw new ForeignPosition('It is of another log.');
    if (!text.startsWith('log')) throw new MalformedPosition('It is no position.');
    return p(text);
  },
  head: () => Promise.resolve(p('log-9')),
  readStream: () => Promise.resolve([]),
  /** Recorded at 1,000 and 2,000, the second late. */
  readAll: () => Promise.resolve({ events: [event(1_000, newest), event(2_000, newest - 5)], end: true }),
};
const event = (recordedAt: number, occurredAt: number) =>
  ({ stream: 'journey-j', recordedAt, occurredAt }) as RecordedEvent;
const policy = (version: number) => ({ version }) as Policy;
const policies = { inForce: policy(2), inForceAt: () => policy(1), version: policy };
const waited: string[] = [];
const runtime = {
  waitFor: (position: Position) => {
    waited.push(position);
    return position === 'log-9'
      ? Promise.reject(new WaitForTimeout(position, p('log-5'), 5000))
      : Promise.resolve();
  },
  highWater: (): ReturnType<ViewsOptions['runtime']['highWater']> => ({
    position: p('log-5'),
    newestOccurredAt: newest,
  }),
  model: () => 'rows in force' as never,
  memberships: (): Memberships => {
    throw new Error('Nobody is asked for.');
  },
};
const replay = {
  ...{
    name: 'y',
    projections: ['rows'],
    asOf: newest - 9,
    position: p('log-3'),
    newestOccurredAt: newest - 20,
  },
  model: () => 'rows of the replay' as never,
};
const views = new Views({ runtime, log, policies, replays: { ready: () => Promise.resolve(replay) } });
const empty = new Views({
  runtime: { ...runtime, highWater: () => ({ position: undefined, newestOccurredAt: undefined }) },
  log,
  policies,
  replays: { ready: () => Promise.resolve(replay) },
});
const iso = (at: number) => new Date(at).toISOString();
const rows = { name: 'rows', version: 1, fold: { initial: () => 0, on: {} }, table: {}, rows: () => [] };

describe('the moment of a query', () => {
  it('is the newest occurredAt in the log unless stated', async () =>
    expect(await views.of({})).toMatchObject({ at: newest, position: 'log-5', policy: { version: 2 } }));

  it('is the epoch in an empty log', async () =>
    expect(await empty.of({})).toMatchObject({ at: 0, position: null }));

  it('may be later than the newest event', async () => {
    const { at } = await views.of({ at: '2024-05-02T00:00:00Z' });
    expect(at).toBe(Date.UTC(2024, 4, 2));
  });

  it('may not be earlier', async () =>
    expect(views.of({ at: '2024-05-01T11:59:59.999Z' })).rejects.toMatchObject({
      status: 400,
      code: 'at-before-newest',
      extra: { newestOccurredAt: '2024-05-01T12:00:00.000Z' },
    }));

  it.each([
    'tomorrow',
    '2024-05-01',
    '2024-13-01T00:00:00Z',
    '2025-02-29T00:00Z',
    '2024-05-01T12:00:00+02:00',
  ])('is not "%s"', async (at) =>
    expect(views.of({ at })).rejects.toMatchObject({
      status: 400,
      code: 'validation-failed',
    }),
  );

  it('comes after the position that is waited for', async () => {
    await views.of({ waitFor: 'log-5' });
    expect(waited).toEqual(['log-5']);
  });

  it.each([
    ['other-5', 400, 'foreign-position'],
    ['log-91', 400, 'foreign-position'],
    ['5', 400, 'malformed-position'],
    ['log-9', 503, 'not-caught-up'],
  ])('fails where it waits for %s', async (waitFor, status, code) =>
    expect(views.of({ waitFor })).rejects.toMatchObject({ status, code }),
  );
});

describe('a view of another time', () => {
  it('is for asOf, unless a later moment is asked for', async () => {
    const asOf = '2024-01-01T00:00:00Z';
    expect((await views.of({ asOf })).stated()).toEqual({
      ...{ at: '2024-01-01T00:00:00.000Z', asOf: '2024-01-01T00:00:00.000Z', position: 'log-5' },
    });
    expect((await views.of({ asOf, at: '2024-02-01T00:00:00Z' })).stated()).toMatchObject({
      at: '2024-02-01T00:00:00.000Z',
    });
    await expect(views.of({ asOf, at: '2023-12-31T00:00:00Z' })).rejects.toMatchObject({
      code: 'at-before-newest',
    });
  });

  it('is for the newest event that was known then, by the policy in force then', async () => {
    const known = await views.of({ knownAt: iso(1_500) });
    expect(known).toMatchObject({ at: newest, policy: { version: 1 } });
    expect((await views.of({ knownAt: iso(999) })).at).toBe(0);
  });

  it('has no rows of all subjects, and says how to make them', async () => {
    const view = await views.of({ asOf: iso(newest), knownAt: iso(1_500) });
    expect(() => view.model(rows)).toThrow(
      expect.objectContaining({
        ...{ status: 400, code: 'replay-needed' },
        extra: {
          command:
            'rapport replay --as-of 2024-05-01T12:00:00.000Z --known-at 1970-01-01T00:00:01.500Z --projection rows --name <name>',
        },
      }) as Error,
    );
  });

  it('is of a replay where one is named', async () => {
    const view = await views.of({ replay: 'y' });
    expect(view.stated()).toEqual({
      ...{ at: iso(newest - 9), asOf: iso(newest - 9), position: 'log-3', replay: 'y' },
    });
    expect(view.model(rows)).toBe('rows of the replay' as unknown as ReadModel<Columns>);
  });

  it('of a replay waits for nobody: it stands still', async () => {
    waited.length = 0;
    expect(await views.of({ replay: 'y', waitFor: 'log-3' })).toMatchObject({ position: 'log-3' });
    await expect(views.of({ replay: 'y', waitFor: 'log-9' })).rejects.toMatchObject({
      code: 'replay-behind',
    });
    expect(waited).toEqual([]);
  });

  it('may be of a business time that is to come: events may say so, too', async () =>
    expect((await views.of({ asOf: '2999-01-01T00:00:00Z' })).stated()).toMatchObject({
      at: '2999-01-01T00:00:00.000Z',
    }));

  it.each([
    [{ replay: 'y', asOf: iso(newest) }, 'replay-with-time-travel'],
    [{ replay: 'y', knownAt: iso(newest) }, 'replay-with-time-travel'],
    [{ replay: 'y', waitFor: 'log-5' }, 'replay-behind'],
    [{ replay: 'y', at: iso(newest - 10) }, 'at-before-newest'],
    [{ asOf: 'yesterday' }, 'validation-failed'],
    [{ asOf: '2024-05-01T12:00:00.123456789Z' }, 'validation-failed'],
    [{ knownAt: iso(Date.now() + 3_600_000) }, 'not-known-yet'],
  ])('is refused for %j', (query, code) =>
    expect(views.of(query)).rejects.toMatchObject({ status: 400, code }),
  );
});

describe('the query parameters', () => {
  const errorsOf = (query: object) =>
    validateSync(Object.assign(new MomentQuery(), query)).map((e) => e.property);

  it('are all optional', () => expect(errorsOf({})).toEqual([]));
  it('take instants, a position and a name', () =>
    expect(errorsOf({ at: '2024-05-01T12:00:00.5Z', waitFor: 'log-5', replay: 'end-of-2012' })).toEqual([]));
  it('refuse what is neither', () =>
    expect(errorsOf({ at: 'now', waitFor: '', asOf: '1', knownAt: '2', replay: '-' }).sort()).toEqual([
      ...['asOf', 'at', 'knownAt', 'replay', 'waitFor'],
    ]));
});

describe('an event that is stamped with a policy that this node was not told of', () => {
  const stamped = (policyVersion: number) => ({
    ...event(1_000, newest),
    position: p('log-1'),
    policyVersion,
  });
  const seen = async (...events: readonly RecordedEvent[]) => {
    let inForce = 2;
    let refreshed = 0;
    const asked = new Views({
      ...{ runtime, replays: { ready: () => Promise.resolve(replay) } },
      log: { ...log, readStream: () => Promise.resolve(events) },
      policies: {
        ...policies,
        get inForce() {
          return policy(inForce);
        },
      },
      refreshPolicies: () => {
        [inForce, refreshed] = [3, refreshed + 1];
        return Promise.resolve();
      },
    });
    await (await asked.ofLog({})).journey('j').journeys();
    return { inForce, refreshed };
  };

  it('is seen with that policy, which is read from the log first', async () =>
    expect(await seen(stamped(2), stamped(3))).toEqual({ inForce: 3, refreshed: 1 }));

  it('is rare: nothing more is read for all others', async () =>
    expect(await seen(stamped(1), stamped(2))).toEqual({ inForce: 2, refreshed: 0 }));
});
