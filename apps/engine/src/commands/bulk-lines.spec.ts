import { maxBulkLines } from '../http/limits';
import { parseLine, splitLines } from './bulk-lines';

const objectWith = (members: object): Error => expect.objectContaining(members) as Error;

describe('the lines of a bulk request', () => {
  it.each([
    ['', []],
    ['a', ['a']],
    ['a\n', ['a']],
    ['a\n\nb', ['a', '', 'b']],
    ['a\r\nb\n', ['a\r', 'b']],
  ])('of %j are %j', (body, lines) => expect(splitLines(body)).toEqual(lines));

  it('are bounded', () => {
    expect(splitLines('{}\n'.repeat(maxBulkLines))).toHaveLength(maxBulkLines);
    expect(() => splitLines('{}\n'.repeat(maxBulkLines + 1))).toThrow(
      objectWith({ status: 413, code: 'too-many-lines' }),
    );
    expect(() => splitLines('\n'.repeat(maxBulkLines) + '{}')).toThrow(
      objectWith({ code: 'too-many-lines' }),
    );
  });
});

describe('one line', () => {
  it('names its command', () =>
    expect(parseLine('{"command": "open-case", "journeyId": "j"}\r')).toEqual({
      command: 'open-case',
      body: { journeyId: 'j' },
    }));

  it.each([
    ['', 'malformed-json'],
    ['{', 'malformed-json'],
    ['[]', 'validation-failed'],
    ['null', 'validation-failed'],
    ['{"command": 3}', 'validation-failed'],
    ['{}', 'validation-failed'],
  ])('%j is refused as %s', (line, code) =>
    expect(() => parseLine(line)).toThrow(objectWith({ status: 400, code })),
  );
});
