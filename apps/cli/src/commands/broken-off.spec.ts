import { CorruptStore, StoreUnavailable, UnknownOutcome } from '@rapport/event-store';
import { brokenOff } from './broken-off';

describe('a move that its server broke off', () => {
  it.each([
    new UnknownOutcome('Whether the append to a was stored is unknown. Repeat it with the same ids.'),
    new StoreUnavailable('EventStoreDB does not answer. Nothing was stored.'),
  ])('is to be run again: %s', (error) =>
    expect(brokenOff(error)).toEqual(
      new Error(
        `The server broke off in the middle of the move. Run the same command again when it is well; it goes on where it was.\n${error.message}`,
      ),
    ),
  );

  it('is not made of what ended it otherwise', () => {
    const error = new CorruptStore('An event cannot be read.');
    expect(brokenOff(error)).toBe(error);
  });
});
