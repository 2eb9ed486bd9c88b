import { bytes, grouped, seconds } from './numbers';
import { progressOn } from './progress';
import { table } from './table';

describe('what a terminal shows', () => {
  it.each([
    [grouped(21_348), '21,348'],
    [bytes(0), '0 B'],
    [bytes(1_023), '1023 B'],
    [bytes(1_536), '1.5 KiB'],
    [bytes(5 * 1024 ** 3), '5.0 GiB'],
    [seconds(4.26), '4.3s'],
    [seconds(59.6), '1m00s'],
    [seconds(75), '1m15s'],
  ])('%s', (shown, expected) => expect(shown).toBe(expected));

  it('sets numbers of a table to the right and texts to the left', () => {
    expect(
      table(
        ['NAME', 'N'],
        [
          ['a', '1,000'],
          ['long name', '2'],
        ],
      ),
    ).toBe('NAME           N\na          1,000\nlong name      2\n');
  });

  it('writes a line of progress every few seconds where nobody looks on', () => {
    jest.useFakeTimers({ now: 0 });
    let said = '';
    const progress = progressOn({
      out: () => undefined,
      err: (text) => void (said += text),
      error: () => undefined,
      drawsBars: false,
    });
    progress.begin('Sending', 1_000, 'commands', 100);
    progress.update(200);
    expect(said).toBe('');
    jest.setSystemTime(4_000);
    progress.update(500);
    expect(said).toBe('Sending: 500 of 1,000 commands, 100 commands/s, 5.0s left\n');
    progress.note('The engine is away; trying again');
    expect(said).toContain('trying again\n');
    jest.useRealTimers();
  });
});
