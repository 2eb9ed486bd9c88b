import { reasonOf } from './reason';

describe('the reason of a failure', () => {
  it('is the message of an error with a code: of a system, of a store', () =>
    expect(reasonOf(Object.assign(new Error('disk full'), { code: 'ENOSPC' }))).toBe('disk full'));

  it.each([
    ['of a fold', () => JSON.stringify({ said: 1n }), 'TypeError'],
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
