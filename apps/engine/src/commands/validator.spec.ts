import 'reflect-metadata';
import { catalogue, type CommandName } from '@rapport/journey';
import type { Problem } from '@rapport/projection';
import type { Mistake } from '../problems/validation';
import { CommandValidator } from './validator';

const check = (name: CommandName, body: unknown) =>
  new CommandValidator(catalogue.commands[name]).check(body);

const errorsOf = (name: CommandName, body: unknown): readonly Mistake[] => {
  try {
    check(name, body);
    return [];
  } catch (error) {
    expect(error).toMatchObject({ status: 400, code: 'validation-failed' });
    return (error as Problem).extra.errors as Mistake[];
  }
};

const pathsOf = (name: CommandName, body: unknown) => errorsOf(name, body).map(({ path }) => path);
const openCase = { journeyId: 'j1', caseId: 'c1' };

describe('a request of a command', () => {
  it('is an envelope and a payload', () =>
    expect(
      check('open-case', {
        ...openCase,
        commandId: 'k',
        occurredAt: '2018-02-28T18:05:00+01:00',
        topic: 'login',
      }),
    ).toEqual({
      journeyId: 'j1',
      commandId: 'k',
      occurredAt: '2018-02-28T18:05:00+01:00',
      occurredAtMs: Date.UTC(2018, 1, 28, 17, 5),
      payload: { caseId: 'c1', topic: 'login' },
    }));

  it('is the same whatever the order of its members', () => {
    const total = { currency: 'EUR', amountMinor: 5 };
    const [one, other] = [
      check('make-purchase', { total, purchaseId: 'p', items: 1, journeyId: 'j' }),
      check('make-purchase', {
        journeyId: 'j',
        items: 1,
        purchaseId: 'p',
        total: { amountMinor: 5, currency: 'EUR' },
      }),
    ];
    expect(JSON.stringify(one)).toBe(JSON.stringify(other));
    expect(one.payload).toEqual({ purchaseId: 'p', items: 1, total });
  });

  it.each([null, undefined, 3, 'text', [], [openCase]])('is an object, not %j', (body) =>
    expect(pathsOf('open-case', body)).toEqual(['']),
  );

  it('names every mistake in words of the decorators', () =>
    expect(errorsOf('open-case', { journeyId: 'no spaces', caseId: 7 })).toEqual([
      { path: 'journeyId', message: 'journeyId must be 1 to 64 characters of A-Z a-z 0-9 _ -' },
      { path: 'caseId', message: 'caseId must be 1 to 128 characters of A-Z a-z 0-9 . _ : -' },
    ]));

  it('has no unknown members, at any depth', () => {
    expect(pathsOf('open-case', { ...openCase, caseid: 'c1' })).toEqual(['caseid']);
    expect(
      pathsOf('begin-journey', { journeyId: 'j', identity: { scheme: 'crm', key: 'k', name: 'n' } }),
    ).toEqual(['identity.name']);
    expect(
      pathsOf('open-case', JSON.parse('{"journeyId":"j","caseId":"c","__proto__":{"a":1}}')),
    ).not.toEqual([]);
  });

  it('is not coerced', () => {
    expect(pathsOf('open-case', { ...openCase, implied: 'true' })).toEqual(['implied']);
    expect(pathsOf('open-case', { ...openCase, topic: null })).toEqual(['topic']);
    expect(
      pathsOf('make-purchase', {
        journeyId: 'j',
        purchaseId: 'p',
        total: { amountMinor: '5', currency: 'EUR' },
      }),
    ).toEqual(['total.amountMinor']);
  });

  it.each([
    '2018-02-28',
    '2018-02-28T17:05:00',
    '2018-02-30T00:00:00Z',
    '2018-13-01T00:00:00Z',
    '2018-01-01T25:00:00Z',
    '1899-12-31T00:00:00Z',
    '2200-01-01T00:00:00Z',
    '+012018-01-01T00:00:00Z',
    1519837500000,
    null,
  ])('does not occur at %j', (occurredAt) =>
    expect(pathsOf('open-case', { ...openCase, occurredAt })).toEqual(['occurredAt']),
  );

  it.each(['', 'x'.repeat(129), 'a\nb', 'a\u0000', '\ud800', 5])('has no id like %j', (commandId) =>
    expect(pathsOf('open-case', { ...openCase, commandId })).toEqual(['commandId']),
  );

  it('may be hostile', () => {
    const deep = `{"journeyId":"j","caseId":"c","source":${'['.repeat(100_000)}${']'.repeat(100_000)}}`;
    expect(errorsOf('open-case', JSON.parse(deep))).not.toEqual([]);
  });
});
