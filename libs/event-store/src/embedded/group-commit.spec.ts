import type { Position } from '../position';
import type { Append, Outcome } from './batch';
import { GroupCommit } from './group-commit';

const append = (stream: string): Append => ({ stream, events: [], expected: 'any' });
const stored: Outcome = { result: { revision: 0, position: 'p' as Position, recordedAt: 0 } };

describe('group commit', () => {
  const batches: string[][] = [];
  const commits = new GroupCommit(
    (appends) => {
      batches.push(appends.map(({ stream }) => stream));
      return appends.map(({ stream }) => (stream === 'bad' ? { error: new Error(stream) } : stored));
    },
    () => undefined,
  );
  beforeEach(() => (batches.length = 0));

  it('puts all appends of a turn into one transaction, in their order', async () => {
    await Promise.all(['a', 'b', 'c'].map((stream) => commits.enqueue(append(stream))));
    expect(batches).toEqual([['a', 'b', 'c']]);
  });

  it('acknowledges nothing before its transaction', async () => {
    let isAcknowledged = false;
    const pending = commits.enqueue(append('a')).then(() => (isAcknowledged = true));
    await Promise.resolve();
    expect([isAcknowledged, batches]).toEqual([false, []]);
    await pending;
    expect(batches).toEqual([['a']]);
  });

  it('gives each its own outcome', async () => {
    const outcomes = await Promise.allSettled(
      ['a', 'bad', 'c'].map((stream) => commits.enqueue(append(stream))),
    );
    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  });

  it('bounds a transaction and goes on with the rest', async () => {
    await Promise.all(Array.from({ length: 2_500 }, () => commits.enqueue(append('a'))));
    expect(batches.map((batch) => batch.length)).toEqual([1_000, 1_000, 500]);
  });

  it('takes what follows an acknowledgement into the next transaction', async () => {
    await commits.enqueue(append('first'));
    await commits.enqueue(append('second'));
    expect(batches).toEqual([['first'], ['second']]);
  });
});
