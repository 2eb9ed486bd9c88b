import { accessRule } from './access-rule';

const basic = (credentials: string): string => `Basic ${Buffer.from(credentials).toString('base64')}`;

describe('access to the served log', () => {
  const rule = accessRule('reading', 'writing');

  it.each(['Bearer writing', basic('anybody:writing'), 'bearer writing'])(
    'lets the system account in: %s',
    (header) => expect(rule(header)).toBe('system'),
  );

  it.each(['Bearer reading', basic('some:reading')])('lets readers read: %s', (header) =>
    expect(rule(header)).toBe('reader'),
  );

  it.each([
    undefined,
    '',
    'Bearer',
    'Bearer writing2',
    basic('writing'),
    basic('writing:'),
    'Digest writing',
  ])('lets nobody else in: %s', (header) => expect(rule(header)).toBe('none'));

  it('lets everybody read where the engine demands no token, and nobody append where there is no system account', () => {
    expect(accessRule(undefined, 'writing')(undefined)).toBe('reader');
    expect(accessRule(undefined, undefined)('Bearer ')).toBe('reader');
    expect(accessRule('reading', undefined)(basic('x:'))).toBe('none');
  });
});
