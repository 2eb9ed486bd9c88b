import { ForeignPosition, MalformedPosition, type Position } from '@rapport/event-store';
import { validateSync } from 'class-validator';
import { WaitForTimeout } from '../errors';
import { MomentQuery, resolveMoment } from './moment';

const p = (text: string) => text as Position;
const newest = Date.UTC(2024, 4, 1, 12);
const positions = {
  checkPosition(text: string): Position {
    if (text.startsWith('other')) throw new ForeignPosition('It is of another log.');
    if (!text.startsWith('log')) throw new MalformedPosition('It is no position.');
    return p(text);
  },
  head: () => Promise.resolve(p('log-9')),
};
const waited: string[] = [];
const runtime = {
  waitFor: (position: Position) => {
    waited.push(position);
    return position === 'log-9'
      ? Promise.reject(new WaitForTimeout(position, p('log-5'), 5000))
      : Promise.resolve();
  },
  highWater: () => ({ position: p('log-5'), newestOccurredAt: newest }),
};
const empty = { ...runtime, highWater: () => ({ position: undefined, newestOccurredAt: undefined }) };

describe('the moment of a query', () => {
  it('is the newest occurredAt in the log unless stated', async () =>
    expect(await resolveMoment(runtime, positions, {})).toEqual({ at: newest, position: 'log-5' }));

  it('is the epoch in an empty log', async () =>
    expect(await resolveMoment(empty, positions, {})).toEqual({ at: 0, position: null }));

  it('may be later than the newest event', async () => {
    const { at } = await resolveMoment(runtime, positions, { at: '2024-05-02T00:00:00Z' });
    expect(at).toBe(Date.UTC(2024, 4, 2));
  });

  it('may not be earlier', async () =>
    expect(resolveMoment(runtime, positions, { at: '2024-05-01T11:59:59.999Z' })).rejects.toMatchObject({
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
    expect(resolveMoment(runtime, positions, { at })).rejects.toMatchObject({
      status: 400,
      code: 'malformed-instant',
    }),
  );

  it('comes after the position that is waited for', async () => {
    await resolveMoment(runtime, positions, { waitFor: 'log-5' });
    expect(waited).toEqual(['log-5']);
  });

  it.each([
    ['other-5', 400, 'foreign-position'],
    ['log-91', 400, 'foreign-position'],
    ['5', 400, 'malformed-position'],
    ['log-9', 503, 'not-caught-up'],
  ])('fails where it waits for %s', async (waitFor, status, code) =>
    expect(resolveMoment(runtime, positions, { waitFor })).rejects.toMatchObject({ status, code }),
  );
});

describe('the query parameters', () => {
  const errorsOf = (query: object) =>
    validateSync(Object.assign(new MomentQuery(), query)).map((e) => e.property);

  it('are both optional', () => expect(errorsOf({})).toEqual([]));
  it('take an instant and a position', () =>
    expect(errorsOf({ at: '2024-05-01T12:00:00.5Z', waitFor: 'log-5' })).toEqual([]));
  it('refuse what is neither', () =>
    expect(errorsOf({ at: 'now', waitFor: '' }).sort()).toEqual(['at', 'waitFor']));
});
