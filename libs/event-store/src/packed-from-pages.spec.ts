import type { RecordedEvent } from './event';
import type { EventLog } from './event-store';
import { packedFromPages } from './packed-from-pages';
import type { Position } from './position';

describe('a packed page of events that others wrote', () => {
  const others = (dataText: string): RecordedEvent => ({
    ...{ id: 'e', stream: 'orders-1', revision: 0, position: 'p' as Position, type: 'Placed' },
    ...{ schemaVersion: 1, policyVersion: 0, occurredAt: 0, recordedAt: 0, metadata: {}, dataText },
    get data(): object {
      return JSON.parse(dataText) as object;
    },
  });
  const logOf = (...events: readonly RecordedEvent[]) =>
    ({ readAll: () => Promise.resolve({ events, end: true }) }) as unknown as EventLog;

  it('has what is no JSON as what is no JSON, and each in its line', async () => {
    const texts = ['{\n"a": 1}', '\x01\n', 'no JSON', '{"b":2}'];
    const page = await packedFromPages(logOf(...texts.map(others))).read(undefined);
    const lines = page?.data.split('\n') ?? [];
    expect([lines[0], lines[3]]).toEqual(['{"a":1}', '{"b":2}']);
    for (const line of lines.slice(1, 3)) expect(() => JSON.parse(line) as object).toThrow(SyntaxError);
    expect(lines).toHaveLength(texts.length);
  });
});
