import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { demo, toNdjson } from './demo';

const file = join(__dirname, 'demo.ndjson');
const commands = demo();

describe('the demo log', () => {
  it('is what its generator makes (if not: npm run demo:generate)', () => {
    expect(readFileSync(file, 'utf8')).toBe(toNdjson(commands));
  });

  it('fits into one bulk request and stays small in the repository', () => {
    expect(commands.length).toBeLessThan(10_000);
    expect(readFileSync(file).byteLength).toBeLessThan(3_000_000);
  });

  it('gives every command an id of its own', () => {
    expect(new Set(commands.map(({ commandId }) => commandId)).size).toBe(commands.length);
  });

  it('holds some facts that reach us late', () => {
    const newest = new Map<string, string>();
    const late = commands.filter(({ journeyId, occurredAt }) => {
      const before = newest.get(journeyId) ?? '';
      newest.set(journeyId, before > occurredAt ? before : occurredAt);
      return occurredAt < before;
    });
    expect(late.length).toBeGreaterThan(3);
  });
});
