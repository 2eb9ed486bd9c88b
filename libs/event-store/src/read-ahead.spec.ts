import type { Page, ReadAllOptions } from './event-store';
import type { Position } from './position';
import { readingAhead } from './read-ahead';

const at = (place: number): Position => String(place) as Position;

describe('reading ahead', () => {
  let asked: (Position | undefined)[];
  let failing: Position | undefined;
  const log = {
    readAll: ({ after }: ReadAllOptions = {}): Promise<Page> => {
      asked.push(after);
      if (after !== undefined && after === failing) return Promise.reject(new Error('away'));
      const place = Number(after ?? 0) + 1;
      return Promise.resolve({ events: [], next: at(place), end: place === 3 });
    },
  };
  beforeEach(() => {
    asked = [];
    failing = undefined;
  });

  it('has asked for the next page before it is wanted, and asks for none twice', async () => {
    const ahead = readingAhead(log);
    expect((await ahead.readAll()).next).toBe(at(1));
    expect(asked).toEqual([undefined, at(1)]);
    expect((await ahead.readAll({ after: at(1) })).next).toBe(at(2));
    expect((await ahead.readAll({ after: at(2) })).end).toBe(true);
    expect(asked).toEqual([undefined, at(1), at(2)]);
  });

  it('reads from where it is told to, also where it did not expect that', async () => {
    const ahead = readingAhead(log);
    await ahead.readAll();
    expect((await ahead.readAll({ after: at(2) })).next).toBe(at(3));
    expect((await ahead.readAll()).next).toBe(at(1));
  });

  it('tells of a failure who asks for that page, and nobody else', async () => {
    failing = at(1);
    const ahead = readingAhead(log);
    await ahead.readAll();
    await expect(ahead.readAll({ after: at(1) })).rejects.toThrow('away');
    failing = undefined;
    expect((await ahead.readAll({ after: at(1) })).next).toBe(at(2));
  });
});
