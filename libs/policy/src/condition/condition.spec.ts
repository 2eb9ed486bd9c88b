import fc from 'fast-check';
import { defaultDocument } from '../../testing';
import { compileComparison } from './comparison';
import { compileCondition, evaluation } from './condition';
import { environmentOf } from './environment';
import { evidenceEvents } from './events';
import { pathsIn } from './paths';
import { measuresVocabulary, subjectVocabulary, type Vocabulary } from './vocabulary';

const vocabulary = {
  event: { by: 'string', lateSeconds: 'double', implied: 'bool', about: { kind: 'string' } },
  ...subjectVocabulary,
} as const satisfies Vocabulary;

function condition(text: string, names: Vocabulary = vocabulary) {
  const compiled = compileCondition(text, names);
  if (typeof compiled === 'string') throw new Error(compiled);
  return compiled;
}

describe('a condition', () => {
  it.each([
    ['event.lateSeconds <= 0', { event: { lateSeconds: 0 } }, true],
    ['event.lateSeconds <= 0', { event: { lateSeconds: 1 } }, false],
    ['case.rejections == 1', { event: {}, case: { rejections: 1 } }, true],
    ['case.rejections == 1', { event: {}, case: { rejections: 2 } }, false],
    ['case.rejections in [1, 2]', { event: {}, case: { rejections: 2 } }, true],
    ['1 == case.rejections', { event: {}, case: { rejections: 1 } }, true],
    ['case.rejections * 2 + 1 > case.proposals', { event: {}, case: { rejections: 1, proposals: 2 } }, true],
    ["event.by in ['agent', 'customer']", { event: { by: 'customer' } }, true],
    ["event.about.kind == 'case'", { event: { about: { kind: 'case' } } }, true],
    ["event.by.startsWith('cust')", { event: { by: 'customer' } }, true],
    ['has(event.lateSeconds)', { event: {} }, false],
    ['!has(event.lateSeconds) || event.lateSeconds <= 0', { event: {} }, true],
    ['score <= -0.5', { event: {}, score: -1 }, true],
  ])('%s of %j is %s', (text, subject, holds) => expect(condition(text).holds(subject)).toBe(holds));

  it.each([
    'event.lateSeconds <= 0',
    'event.lateSeconds != 0',
    "event.by != 'customer'",
    "event.about.kind == 'case'",
    '!event.implied',
    'event.lateSeconds * 2 > -1',
    'case.rejections == 1',
  ])('does not hold, and does not throw, where what it names is absent: %s', (text) =>
    expect(condition(text).holds({ event: {} })).toBe(false),
  );

  it('reads an instance of a class as it reads plain data, and only what it names', () => {
    class Trust {
      constructor(private readonly doubled: number) {}
      get belief() {
        return this.doubled / 2;
      }
      get disbelief(): number {
        throw new Error('not asked for');
      }
    }
    const subject = { trust: new Trust(1) };
    expect(condition('trust.belief >= 0.5', measuresVocabulary).holds(subject)).toBe(true);
    expect(condition('trust.belief * 2 >= 1', measuresVocabulary).holds(subject)).toBe(true);
  });

  it('tells what the measures said', () =>
    expect(
      condition('event.lateSeconds > 0 && case.rejections >= 2').explain({ event: { lateSeconds: 5 } }),
    ).toEqual({
      condition: 'event.lateSeconds > 0 && case.rejections >= 2',
      holds: false,
      measures: { 'event.lateSeconds': 5 },
    }));
});

describe('a wrong condition is refused with what would be right', () => {
  it.each([
    [
      'trust.belif >= 0.4',
      '`trust` has no `belif`; it has `belief`, `disbelief`, `uncertainty`, `expectation`.',
    ],
    ['trus.belief >= 0.4', 'Unknown variable: trus; known here: `emotion`, `trust`'],
    ['trust >= 0.4', '`trust` is a group; name one of its fields: `trust.belief`'],
    ['trust.belief', 'this is a double, a condition is true or false: compare it.'],
    ["trust.belief >= 'high'", 'no such overload: double >= string'],
    ['trust.belief = 0.4', 'is no CEL expression: Unexpected character: ='],
    ['trust.belief >=', 'is no CEL expression: Unexpected token: EOF'],
  ])('%s', (text, message) => expect(compileCondition(text, measuresVocabulary)).toContain(message));
});

describe('the plain function for simple comparisons', () => {
  const number = fc.oneof(fc.integer({ min: -3, max: 3 }), fc.double({ min: -2, max: 2, noNaN: true }));
  const literal = number.map((value) => (Number.isInteger(value) ? String(value) : value.toFixed(2)));
  const text = fc.constantFrom('customer', 'agent', 'case', '');
  const quoted = text.map((value) => `'${value}'`);
  const numeric = fc.constantFrom('event.lateSeconds', 'case.rejections', 'score');
  const textual = fc.constantFrom('event.by', 'event.about.kind');
  const join = (...parts: fc.Arbitrary<string>[]) => fc.tuple(...parts).map((strings) => strings.join(' '));
  const { any } = fc.letrec<{ any: string; simple: string }>((tie) => ({
    any: fc.oneof(
      { depthSize: 'small' },
      tie('simple'),
      fc
        .tuple(tie('any'), fc.constantFrom('&&', '||'), tie('any'))
        .map(([a, op, b]) => `(${a}) ${op} (${b})`),
    ),
    simple: fc.oneof(
      join(numeric, fc.constantFrom('<', '<=', '>', '>=', '==', '!='), literal),
      join(textual, fc.constantFrom('==', '!='), quoted),
      fc
        .tuple(textual, fc.array(quoted, { minLength: 1 }))
        .map(([name, list]) => `${name} in [${list.join(', ')}]`),
      fc
        .tuple(
          fc.constantFrom('', '!'),
          fc.constantFrom('event.lateSeconds', 'case.rejections', 'event.about.kind'),
        )
        .map(([not, name]) => `${not}has(${name})`),
      fc.constant('event.implied'),
    ),
  }));
  const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined });
  const subjects = fc.record({
    event: fc.record({
      by: maybe(text),
      lateSeconds: maybe(number),
      implied: maybe(fc.boolean()),
      about: maybe(fc.record({ kind: maybe(text) })),
    }),
    case: maybe(fc.record({ rejections: maybe(number) })),
    score: maybe(number),
  });

  it('agrees with CEL on every subject', () => {
    fc.assert(
      fc.property(any, subjects, (source, subject) => {
        const expression = environmentOf(vocabulary).parse(source);
        expect(expression.check()).toMatchObject({ valid: true, type: 'bool' });
        const plain = compileComparison(expression.ast);
        expect(plain?.(subject)).toBe(evaluation(expression, pathsIn(expression.ast))(subject));
      }),
      { numRuns: 2_000 },
    );
  });

  it('is found for every condition of the default policy: they are on the path of each command', () => {
    const { stages, opinions } = defaultDocument();
    const onMeasures = stages.flatMap(({ enter = [], stay = [], leave }) => [
      ...enter,
      ...stay,
      ...(leave?.when ?? []),
    ]);
    const onEvents = [opinions.trust, opinions.commitment].flatMap(({ evidence }) => Object.values(evidence));
    const slow = [
      ...onMeasures.filter((source) => !isPlain(source, measuresVocabulary)),
      ...onEvents.filter(
        ({ where, event }) =>
          where && !isPlain(where, { event: evidenceEvents[event] ?? {}, ...subjectVocabulary }),
      ),
    ];
    expect(slow).toEqual([]);
  });

  const isPlain = (source: string, names: Vocabulary) =>
    compileComparison(environmentOf(names).parse(source).ast) !== undefined;
});
