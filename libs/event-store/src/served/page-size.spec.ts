import type { RecordedEvent } from '../event';
import { PageSize } from './page-size';

describe('the size of a page', () => {
  const data = { text: 'x'.repeat(100_000) };
  const learned = (event: Pick<RecordedEvent, 'data' | 'dataText'>): number => {
    const size = new PageSize();
    size.learn(Array<RecordedEvent>(16).fill(event as RecordedEvent));
    return size.limit;
  };

  it('grows where events are small', () => expect(learned({ data: {}, dataText: '{}' })).toBe(32));

  it.each([
    ['as they were written', { data, dataText: JSON.stringify(data) }],
    ['brought up from an older version', { data }],
  ])('comes down to a megabyte where they are large, %s', (_, event) => expect(learned(event)).toBe(10));
});
