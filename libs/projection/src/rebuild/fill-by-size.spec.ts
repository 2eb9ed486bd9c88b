import { fillBySize } from './fill-by-size';
import { Progress } from './progress';

describe('where a rebuild is done', () => {
  const place = (name: string) => () => Promise.resolve([{ projection: name, version: 1, build: '' }]);
  const of = (events: number) => ({
    ...{ projections: [], progress: new Progress([], events) },
    ...{ onProgress: () => undefined, signal: new AbortController().signal },
  });
  const placeOf = async (fill: ReturnType<typeof fillBySize>, events: number): Promise<string | undefined> =>
    (await fill(of(events))).at(0)?.projection;

  it('is here for small logs, elsewhere for others', async () => {
    const fill = fillBySize(20, place('here'), place('elsewhere'));
    expect(await placeOf(fill, 19)).toBe('here');
    expect(await placeOf(fill, 20)).toBe('elsewhere');
  });

  it('is here where there is nothing else', async () =>
    expect(await placeOf(fillBySize(20, place('here')), 1_000)).toBe('here'));
});
