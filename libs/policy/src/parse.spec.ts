import { compilePolicy, defaultPolicyText, InvalidPolicy, parsePolicy, type PolicyFault } from '.';
import { defaultDocument } from '../testing';

const text = defaultPolicyText();
const lineOf = (part: string): number => text.slice(0, text.indexOf(part)).split('\n').length;

function faultsOf(yaml: string): PolicyFault[] {
  const parsed = parsePolicy(yaml);
  if (!Array.isArray(parsed)) throw new Error('This policy has no fault.');
  return parsed;
}

/** The faults of the default policy with one passage replaced, the lines of that text, and the line of the passage. */
function changed(passage: string, replacement: string) {
  expect(text).toContain(passage);
  const yaml = text.replace(passage, replacement);
  return { faults: faultsOf(yaml), lines: yaml.split('\n'), line: lineOf(passage) };
}

describe('a policy in YAML', () => {
  it('is read into its document', () => expect(defaultDocument().policy).toBe('default'));

  it.each<[what: string, passage: string, replacement: string, path: string, message: string]>([
    [
      'an unknown key',
      'tacitAfter:',
      'tacitAfer:',
      '/resolution/tacitAfer',
      'Unknown key; known here: tacitAfter, lastingAfter',
    ],
    [
      'months',
      'skew: PT5M',
      'skew: P1M',
      '/clock/skew',
      '"P1M" must be an ISO 8601 duration of a fixed length: weeks (P2W)',
    ],
    ['a wrong type', 'base: 0.5', 'base: much', '/emotion/intensity/base', '"much" must be number'],
    [
      'a value out of range',
      'assumedArousal: 0.5',
      'assumedArousal: 5',
      '/emotion/assumedArousal',
      '5 must be <= 1',
    ],
    [
      'an unknown event',
      'event: PromiseBroken',
      'event: PromisBroken',
      '/opinions/trust/evidence/promise-broken/event',
      'must be one of JourneyBegun',
    ],
    [
      'a wrong name',
      'call-back:',
      'Call Back:',
      '/promises/assumeDue/Call Back',
      'The key must be a name in lower case',
    ],
    ['a format of the future', 'schema: 1', 'schema: 2', '/schema', '2 must be 1'],
    [
      'an unknown measure',
      'episodes.good365 >= 3',
      'episodes.good366 >= 3',
      '/stages/3/enter/1',
      '`episodes` has no `good366`; it has `good30`',
    ],
    [
      'an unknown field of the event',
      'event.lateSeconds > 0',
      'event.late > 0',
      '/opinions/trust/evidence/promise-late/where',
      '`event` has no `late`; it has `implied`, `lateSeconds`',
    ],
    [
      'an expression that is none',
      'belief >= 0.60',
      'belief => 0.60',
      '/opinions/trust/levels/4/when/0',
      'is no CEL expression',
    ],
    [
      'an empty half-life',
      'halfLife: P90D',
      'halfLife: P0D',
      '/emotion/halfLife',
      'A half-life is longer than nothing',
    ],
    [
      'a scale upside down',
      'nps-11: { min: 0, max: 10',
      'nps-11: { min: 10, max: 0',
      '/scales/nps-11/max',
      'max (0) must be above min (10)',
    ],
    ['a gap between bands', '[7, 8, 0]', '[8, 8, 0]', '/scales/nps-11/bands/1', 'this one begins at 7'],
    ['bands that end early', '[9, 10, 1]', '[9, 9, 1]', '/scales/nps-11/bands/2', 'the last one ends at 10'],
    [
      'a feeling inferred on no scale',
      'inferred: { csat-5: 0.5 }',
      'inferred: { csat-7: 0.5 }',
      '/emotion/inferred/csat-7',
      'No scale of this name',
    ],
    [
      'a last level with a condition',
      '{ name: emerging }',
      "{ name: emerging, when: ['belief > 0.0'] }",
      '/opinions/trust/levels/5',
      'except the last',
    ],
    [
      'a level that takes all',
      "{ name: wary, when: ['disbelief >= 0.25'] }",
      '{ name: wary }',
      '/opinions/trust/levels/1',
      'Every level has `when`',
    ],
    ['a stage of a taken name', 'name: commitment', 'name: expansion', '/stages/3/name', 'is taken'],
    [
      'a ladder without a beginning',
      'initial: true',
      "enter: ['cases.open >= 1']",
      '/stages',
      'Exactly one stage is `initial: true`',
    ],
    [
      'a way out that leads nowhere',
      'to: exploration',
      'to: courtship',
      '/stages/4/leave/to',
      'there are awareness, exploration',
    ],
    [
      'a way out of a stage on the ladder',
      'fromAny: true',
      'dwell: P1D',
      '/stages/4/leave',
      'Only a stage `fromAny` has `leave`',
    ],
    [
      'a hold on a stage beside the ladder',
      'fromAny: true',
      "fromAny: true\n    stay: ['cases.open >= 1']",
      '/stages/4/stay',
      'has no `stay`',
    ],
    [
      'evidence of no weight',
      'event: PromiseBroken, against: 2.0',
      'event: PromiseBroken',
      '/opinions/trust/evidence/promise-broken',
      'either `graded`, or `for`',
    ],
    [
      'a grade without a score',
      'event: PromiseBroken, against: 2.0',
      'event: PromiseBroken, graded: 2.0',
      '/opinions/trust/evidence/promise-broken/graded',
      'Only FeedbackGiven has a score',
    ],
  ])('is refused for %s, at its place', (_, passage, replacement, path, message) => {
    const { faults, lines } = changed(passage, replacement);
    expect(faults).toContainEqual(
      expect.objectContaining({ path, message: expect.stringContaining(message) as string }),
    );
    const fault = faults.find((each) => each.path === path);
    const last = path.split('/').at(-1) ?? '';
    const pointedAt = lines[(fault?.line ?? 0) - 1]?.slice((fault?.column ?? 0) - 1);
    expect(pointedAt).toContain(/^\d+$/.test(last) ? replacement : `${last}:`);
  });

  it('points at the very line and column', () => {
    const { faults, line } = changed('episodes.good365 >= 3', 'episodes.good366 >= 3');
    expect(faults).toMatchObject([{ line, column: 9 }]);
  });

  it('points at the owner of what is missing', () => {
    const { faults, line } = changed('clock: { skew: PT5M }', 'clock: {}');
    expect(faults).toMatchObject([
      { path: '/clock', message: 'The key `skew` is missing.', line, column: 1 },
    ]);
  });

  it('is refused where it is no YAML, at the line', () =>
    expect(faultsOf('policy: default\nschema: [1\nclock: {}\n')[0]).toMatchObject({ path: '', line: 3 }));

  it('is refused where it says a thing twice', () =>
    expect(faultsOf('policy: a\npolicy: b\n')[0]).toMatchObject({
      message: 'Map keys must be unique',
      line: 2,
    }));

  it.each(['', '[]', 'just text'])('is refused where it is no document: %j', (yaml) =>
    expect(faultsOf(yaml)).toMatchObject([{ path: '', line: 1 }]),
  );

  it.each([
    ['an alias within itself', '&a [*a, *a]'],
    ['more aliases than anybody reads', `a: &a [x,x,x,x,x,x,x,x]\n${bombs()}`],
  ])('refuses %s', (_, yaml) =>
    expect(faultsOf(yaml)).toEqual([
      {
        path: '',
        message: 'Its aliases (`*name`) lead in a circle, or repeat too much: write the values out.',
      },
    ]),
  );

  it('tells all faults at once', () => {
    const twice = text.replace('PT5M', 'P1Y').replace('P90D', 'P3M');
    expect(faultsOf(twice).map(({ path }) => path)).toEqual(['/clock/skew', '/emotion/halfLife']);
  });
});

describe('compiling a document', () => {
  it('throws all that is wrong with it', () => {
    const document = { ...defaultDocument(), fall: { dwell: 'P7D', steps: 0 } };
    expect(() => compilePolicy(document, 1)).toThrow(InvalidPolicy);
    expect(() => compilePolicy(document, 1)).toThrow('/fall/steps: 0 must be >= 1.');
  });

  it('is refused without levels of trust, which every answer names', () => {
    const { trust, commitment } = defaultDocument().opinions;
    const { levels, ...unnamed } = trust;
    const document = { ...defaultDocument(), opinions: { trust: unnamed, commitment } };
    expect(levels).toBeDefined();
    expect(() => compilePolicy(document, 1)).toThrow('/opinions/trust: Trust has `levels`');
  });

  it('keeps name, version and document', () => {
    const document = defaultDocument();
    expect(compilePolicy(document, 3)).toMatchObject({ name: 'default', version: 3, document });
  });
});

/** Each line names the one before eight times. */
function bombs(): string {
  const names = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];
  const line = (name: string, n: number) =>
    `${name}: &${name} [${Array(8)
      .fill(`*${names[n] ?? ''}`)
      .join(',')}]`;
  return names.slice(1).map(line).join('\n');
}
