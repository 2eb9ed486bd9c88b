import { Upcasters } from './upcasters';

describe('upcasters', () => {
  const upcasters = new Upcasters()
    .register('CaseOpened', 1, (data) => ({ ...data, channel: 'phone' }))
    .register('CaseOpened', 2, (data) => ({ ...data, seen: Object.keys(data).length }))
    .register('CaseOpened', 4, () => ({ never: 'reached from 1' }));

  it('go step by step from the stored version to the newest', () => {
    expect(upcasters.apply('CaseOpened', 1, { caseId: 'c' })).toEqual({
      caseId: 'c',
      channel: 'phone',
      seen: 2,
    });
    expect(upcasters.apply('CaseOpened', 2, { caseId: 'c' })).toEqual({ caseId: 'c', seen: 1 });
    expect(upcasters.versionAfter('CaseOpened', 1)).toBe(3);
  });

  it('leave alone what is new enough or of another type', () => {
    const data = { caseId: 'c' };
    expect(upcasters.apply('CaseOpened', 3, data)).toBe(data);
    expect(upcasters.apply('CaseClosed', 1, data)).toBe(data);
    expect(upcasters.versionAfter('CaseClosed', 7)).toBe(7);
  });

  it('are one for a type and version', () => {
    expect(() => upcasters.register('CaseOpened', 1, (data) => data)).toThrow('CaseOpened version 1');
  });
});
