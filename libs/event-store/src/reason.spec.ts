import { strictEqual } from 'node:assert';
import { DatabaseSync } from 'node:sqlite';
import { reasonOf } from './reason';

describe('the reason of a failure', () => {
  it('is the message of an error with a code: of a system, of a store', () =>
    expect(reasonOf(Object.assign(new Error('disk full'), { code: 'ENOSPC' }))).toBe('disk full'));

  it("is the message of SQLite's errors, whose code Node made", () =>
    expect(reasonOf(thrownBy(() => new DatabaseSync(':memory:').exec('SELECT * FROM absent')))).toBe(
      'no such table: absent',
    ));

  it.each([
    ['of a fold', () => JSON.stringify({ said: 1n }), 'TypeError'],
    ['of Node, for a wrong argument', () => Buffer.alloc('Anna Maria Muster' as never), 'TypeError'],
    ['of Node, for a wrong number', () => Buffer.alloc(1).readUInt8(7), 'RangeError'],
    ['of an assertion', () => strictEqual('Anna Maria Muster', 'nobody'), 'AssertionError'],
    ['of a parser', () => JSON.parse('Anna Maria Muster') as unknown, 'SyntaxError'],
  ])('is but the name of another error, which may quote a customer: %s', (_, work, name) =>
    expect(reasonOf(thrownBy(work))).toBe(name),
  );

  it('is not what was thrown instead of an error', () =>
    expect(reasonOf('Anna Maria Muster')).toBe('a string was thrown'));
});

function thrownBy(work: () => unknown): unknown {
  try {
    return work();
  } catch (error) {
    return error;
  }
}
