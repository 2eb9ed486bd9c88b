import { StoreLocked, StoreUnavailable } from '@rapport/event-store';
import { ReadStoreUnavailable } from '@rapport/read-store';
import { patiently } from './patience';

describe('opening stores that may not be there yet', () => {
  const told: unknown[] = [];
  const logger = { warn: (members: object) => void told.push(members) };
  const soon = { giveUpAfterMs: 200, pauseMs: 1 };
  beforeEach(() => told.splice(0));

  it('goes on until they answer, and says what it waits for', async () => {
    const answers = [new StoreUnavailable('no leader'), new ReadStoreUnavailable('starting up')];
    const open = () => {
      const error = answers.shift();
      return error === undefined ? Promise.resolve('open') : Promise.reject(error);
    };
    expect(await patiently(open, logger, soon)).toBe('open');
    expect(told).toEqual([
      { code: 'store-unavailable', message: 'no leader' },
      { code: 'read-store-unavailable', message: 'starting up' },
    ]);
  });

  it('ends when it took too long', async () => {
    const open = () => Promise.reject(new StoreUnavailable('away'));
    await expect(patiently(open, logger, soon)).rejects.toBeInstanceOf(StoreUnavailable);
    expect(told.length).toBeGreaterThan(1);
  });

  it('ends at once where waiting is of no use', async () => {
    const open = () => Promise.reject(new StoreLocked('taken'));
    await expect(patiently(open, logger, soon)).rejects.toBeInstanceOf(StoreLocked);
    expect(told).toEqual([]);
  });
});
