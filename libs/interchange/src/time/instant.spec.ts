import { parseInstant, writtenDate } from './instant';

const iso = (text: string, zone = 'UTC') => {
  const at = parseInstant(text, zone);
  return at === undefined ? undefined : new Date(at).toISOString();
};

describe('reading a time', () => {
  it.each([
    ['2012-10-09T14:50:17+00:00', '2012-10-09T14:50:17.000Z'],
    ['2012-10-09T14:50:17.25+02:00', '2012-10-09T12:50:17.250Z'],
    ['2012-10-09 14:50:17 -0330', '2012-10-09T18:20:17.000Z'],
    ['2017-07-09 21:57:05', '2017-07-09T21:57:05.000Z'],
    ['2017-07-09 21:57', '2017-07-09T21:57:00.000Z'],
    ['2017-07-09', '2017-07-09T00:00:00.000Z'],
  ])('takes %s', (text, expected) => expect(iso(text)).toBe(expected));

  it.each(['', 'yesterday', '09.07.2017', '2017-02-29', '2017-01-01 24:00:00', '2017-01-01 10:60'])(
    'refuses "%s"',
    (text) => expect(iso(text)).toBeUndefined(),
  );

  it("uses the zone's offset of that day, in summer and in winter", () => {
    expect(iso('2018-07-01 12:00:00', 'Europe/Rome')).toBe('2018-07-01T10:00:00.000Z');
    expect(iso('2018-01-01 12:00:00', 'Europe/Rome')).toBe('2018-01-01T11:00:00.000Z');
    expect(iso('2018-07-01 12:00:00', 'America/Sao_Paulo')).toBe('2018-07-01T15:00:00.000Z');
  });

  it('takes the first of the two hours when clocks go back, and goes on when they jump', () => {
    expect(iso('2018-10-28 02:30:00', 'Europe/Rome')).toBe('2018-10-28T00:30:00.000Z');
    expect(iso('2018-03-25 02:30:00', 'Europe/Rome')).toBe('2018-03-25T01:30:00.000Z');
  });

  it('keeps the day as it was written', () => {
    expect(writtenDate('2017-08-01 23:59:59')).toBe('2017-08-01');
    expect(writtenDate('2017-08-01T23:59:59-03:00')).toBe('2017-08-01');
    expect(writtenDate('soon')).toBeUndefined();
  });
});
