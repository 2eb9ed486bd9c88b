import { describeError } from './describe-error';

describe('what is logged of an error', () => {
  it('has the message of one with a code: of a system, of a store', () =>
    expect(describeError(Object.assign(new Error('disk full'), { code: 'ENOSPC' }))).toMatchObject({
      ...{ error: 'Error', code: 'ENOSPC', message: 'disk full' },
    }));

  it.each([
    ['without a code', () => JSON.parse('Anna Maria Muster') as unknown],
    ['that Node throws for a wrong argument', () => Buffer.alloc('Anna Maria Muster' as never)],
  ])('quotes no customer from one %s, nor from what caused another', (_what, work) => {
    const cause = thrownBy(work);
    expect(JSON.stringify([cause, new Error('x', { cause })].map(describeError))).not.toContain('Anna');
  });

  it("has the code of Node's own", () =>
    expect(describeError(thrownBy(() => Buffer.alloc('x' as never)))).toMatchObject({
      ...{ error: 'TypeError', code: 'ERR_INVALID_ARG_TYPE' },
    }));
});

function thrownBy(work: () => unknown): unknown {
  try {
    return work();
  } catch (error) {
    return error;
  }
}
