import { whileAtIt, type Attention } from './while-at-it';

describe('work that may take any time', () => {
  /** Whether it was given up before the server had said all this. */
  async function isGivenUp(said: readonly Attention[]): Promise<boolean> {
    const left = [...said];
    let givesUp: (value: boolean) => void = () => undefined;
    const work = new Promise<boolean>((resolve) => (givesUp = resolve));
    const attention = (): Promise<Attention> => {
      const next = left.shift();
      if (next === undefined) givesUp(false);
      return Promise.resolve(next ?? 'at it');
    };
    return whileAtIt({ everyMs: 1, attention, giveUp: () => givesUp(true) }, () => work);
  }

  it.each<[readonly Attention[], boolean]>([
    [['at it', 'gone'], true],
    [['at it', 'silent', 'silent'], true],
    [['silent', 'at it', 'silent', 'at it', 'silent'], false],
  ])('where the server says %j is given up: %s', async (said, givenUp) => {
    expect(await isGivenUp(said)).toBe(givenUp);
  });
});
