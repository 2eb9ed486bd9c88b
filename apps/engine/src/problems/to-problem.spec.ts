import { ReadStoreEmptied, ReadStoreUnavailable } from '@rapport/read-store';
import { toProblem } from './to-problem';

describe('the problem that a failed store stands for', () => {
  it('says of tables that are gone what makes them anew', () => {
    const found = toProblem(new ReadStoreEmptied());
    expect(found).toMatchObject({ status: 503, code: 'read-store-emptied' });
    expect(found?.detail).toContain('restart an engine');
  });

  it('says nothing of what a server said that does not answer', () => {
    const found = toProblem(new ReadStoreUnavailable('10.0.0.1 is away'));
    expect(found).toMatchObject({ status: 503, code: 'read-store-unavailable' });
    expect(found?.detail).not.toContain('10.0.0.1');
  });
});
