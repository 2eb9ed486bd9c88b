import { CorruptStore, InvalidEvent, StoreClosed, StoreReadOnly, UnknownOutcome } from '../errors';
import { answerOf } from '../eventstoredb/append-answer';
import { BatchAppendResp } from '../eventstoredb/protocol';
import { statusOf } from './batch-status';

/** What our own adapter makes of it. */
const toldOf = (error: unknown): unknown =>
  answerOf(new BatchAppendResp().setError(statusOf(error)), { stream: 's', events: [], expected: 'any' });

const saying = (words: string): unknown =>
  expect.objectContaining({ message: expect.stringContaining(words) as string });

describe('why an append of a batch failed', () => {
  it('is that nothing is served at the moment only where the store is closed', () =>
    expect(toldOf(new StoreClosed('closed'))).toEqual({ kind: 'not-now', reason: 'Server Is Not Ready' }));

  it('is told of a full disk, with the reason: to send it again does not help', () =>
    expect(toldOf(new StoreReadOnly('The disk is full.'))).toMatchObject({
      kind: 'refused',
      error: { code: 'store-read-only', message: 'The server takes no appends: The disk is full.' },
    }));

  it.each([new CorruptStore('damaged'), new TypeError('not a function'), new UnknownOutcome('cut off')])(
    'leaves open what was stored where that is not known: %s',
    (error) => expect(toldOf(error)).toMatchObject({ kind: 'unknown' }),
  );

  it('is told in its words where it is not known', () =>
    expect(toldOf(new CorruptStore('damaged'))).toMatchObject({ reason: 'damaged' }));

  it('is told in its words where the caller is to blame', () =>
    expect(toldOf(new InvalidEvent('The id is none.'))).toEqual({
      kind: 'refused',
      error: saying('The id is none.'),
    }));
});
