import { day, given, on, type Happening } from '../testing';
import type { Question } from './question';
import { resolutionRate } from './resolution-rate.projection';
import { resolutionOf } from './resolution-rate.queries';

const dayMs = 86_400_000;
const days = (n: number) => (n * dayMs) / 1000;
const asked: Question = {
  at: day(100),
  from: null,
  to: null,
  by: null,
  windowMs: 7 * dayMs,
  lastingMs: 14 * dayMs,
};

const open = (caseId: string, at = 0, rest = {}) => on(at, 'CaseOpened', { caseId, ...rest });
const propose = (caseId: string, at: number) => on(at, 'ResolutionProposed', { caseId });
const close = (caseId: string, at: number, basis: 'confirmed' | 'elapsed' | 'unresolved' | 'void') =>
  on(at, 'CaseClosed', { caseId, basis });
const confirm = (caseId: string, at: number) => on(at, 'ResolutionConfirmed', { caseId, by: 'customer' });
const reject = (caseId: string, at: number) => on(at, 'ResolutionRejected', { caseId, by: 'customer' });
const hold = (caseId: string, at: number) => on(at, 'CaseHeld', { caseId, on: 'customer' });

const ask = (happenings: readonly Happening[], question: Partial<Question> = {}) =>
  resolutionOf(given(resolutionRate, happenings).model, { ...asked, ...question });
const total = async (happenings: readonly Happening[], question: Partial<Question> = {}) =>
  (await ask(happenings, question)).total;

/** One case of each status, and two that were reworked. */
const mixed = [
  ...[open('void'), close('void', 1, 'void')],
  ...[open('confirmed'), propose('confirmed', 2), confirm('confirmed', 3)],
  ...[open('tacit'), propose('tacit', 4), close('tacit', 19, 'elapsed')],
  ...[open('unresolved'), close('unresolved', 5, 'unresolved')],
  ...[open('open'), propose('open', 6), reject('open', 7)],
];

describe('the numbers of cases', () => {
  it('add up to opened - void', async () => {
    const { opened, void: none, confirmed, tacit, unresolved, open } = await total(mixed);
    expect({ opened, none, confirmed, tacit, unresolved, open }).toEqual({
      ...{ opened: 5, none: 1, confirmed: 1, tacit: 1, unresolved: 1, open: 1 },
    });
  });

  it('are the base of the rates', async () =>
    expect(await total(mixed)).toMatchObject({ confirmedRate: 0.25, tacitRate: 0.25, resolutionRate: 0.5 }));

  it('leave void cases out of all the rest', async () =>
    expect(
      await total([open('c1'), propose('c1', 1), reject('c1', 2), close('c1', 3, 'void')]),
    ).toMatchObject({
      ...{ opened: 1, void: 1, proposed: 0, rejected: 0, reworked: 0 },
      ...{ confirmedRate: null, tacitRate: null, resolutionRate: null, firstContactResolutionRate: null },
      timeToProposalSeconds: { p25: null, censored: 0 },
    }));

  it('count cases, but handovers one by one', async () => {
    const route = (at: number, reason: 'handover' | 'misdirected') =>
      on(at, 'CaseRouted', { caseId: 'c1', toTeam: 'x', reason });
    const happenings = [
      open('c1'),
      open('c2'),
      route(1, 'handover'),
      route(2, 'handover'),
      route(3, 'misdirected'),
      route(4, 'misdirected'),
    ];
    expect(await total(happenings)).toMatchObject({
      ...{ misdirected: 1, handovers: 2, misdirectedRate: 0.5, handoverRate: 0.5 },
    });
  });
});

describe('the cohort', () => {
  const monthly = [0, 31, 60].map((at, index) => open(`c${index}`, at));
  it.each<[string, Partial<Question>, number]>([
    ['all cases', {}, 3],
    ['from its first instant', { from: day(31) }, 2],
    ['not before it', { from: day(31) + 1 }, 1],
    ['to its last instant', { to: day(31) }, 1],
    ['between', { from: day(1), to: day(60) }, 1],
    ['nothing', { from: day(61) }, 0],
  ])('is the cases opened in [from, to): %s', async (_, question, opened) =>
    expect((await total(monthly, question)).opened).toBe(opened),
  );

  it('has months in UTC', async () =>
    expect((await ask(monthly, { by: 'month' })).groups.map(({ group, opened }) => [group, opened])).toEqual([
      ['2024-01', 1],
      ['2024-02', 1],
      ['2024-03', 1],
    ]));

  it('has groups by name, the unknown one last', async () => {
    const cases = [open('a'), open('b', 0, { product: 'switch' }), open('c', 0, { product: 'router' })];
    expect((await ask(cases, { by: 'product' })).groups.map(({ group }) => group)).toEqual([
      'router',
      'switch',
      null,
    ]);
  });
});

describe('first contact resolution', () => {
  const verdict = async (happenings: Happening[], at: number) => {
    const { resolved, judged } = (await total(happenings, { at: day(at) })).firstContactResolution;
    if (judged === 0) return 'undecided';
    return resolved === 1 ? 'resolved' : 'failed';
  };
  const solved = [open('c1'), propose('c1', 1), confirm('c1', 2)];
  const reopened = (at: number) => [...solved, on(at, 'CaseReopened', { caseId: 'c1', by: 'customer' })];

  it.each<[string, Happening[], number, string]>([
    ['resolved once the window is over', solved, 8, 'resolved'],
    ['undecided until then', solved, 7.99, 'undecided'],
    ['failed when spoiled within the window', reopened(7.99), 8, 'failed'],
    ['resolved when spoiled as it ends', [...reopened(8), propose('c1', 8), confirm('c1', 8)], 8, 'resolved'],
    [
      'undecided until the window is over, also when spoiled',
      [...solved.slice(0, 2), reject('c1', 2)],
      7,
      'undecided',
    ],
    ['undecided while it waits for its first proposal', [open('c1')], 90, 'undecided'],
    ['undecided while the proposal waits for an answer', solved.slice(0, 2), 10, 'undecided'],
    ['resolved in silence', [...solved.slice(0, 2), close('c1', 16, 'elapsed')], 16, 'resolved'],
    [
      'failed when given up, once the window after that is over',
      [open('c1'), close('c1', 1, 'unresolved')],
      8,
      'failed',
    ],
    ['undecided before that', [open('c1'), close('c1', 1, 'unresolved')], 7, 'undecided'],
    [
      'resolved although the customer called again after the window',
      [
        ...solved,
        on(9, 'InteractionRecorded', {
          interactionId: 'i',
          touchpoint: 't',
          channel: 'c',
          direction: 'inbound',
          caseId: 'c1',
        }),
      ],
      10,
      'resolved',
    ],
  ])('is %s', async (_, happenings, at, expected) => expect(await verdict(happenings, at)).toBe(expected));

  it('is a share of those judged, and says how many are left out', async () =>
    expect(
      await total([...solved, open('c2'), propose('c2', 3), reject('c2', 4), open('c3', 99)]),
    ).toMatchObject({
      firstContactResolutionRate: 0.5,
      firstContactResolution: { resolved: 1, judged: 2, leftOut: 1 },
    }));
});

describe('the time to proposal', () => {
  it('has the worked example of the docs: proposals after 1, 2 and 4 days, one waits on day 3', async () => {
    const cases = [...[1, 2, 4].flatMap((at) => [open(`c${at}`), propose(`c${at}`, at)]), open('c0', 97)];
    expect((await total(cases)).timeToProposalSeconds).toMatchObject({
      ...{ p25: days(1), p50: days(2), p75: days(4), p90: days(4), censored: 1 },
    });
  });

  it('lets a case that was given up wait on: giving up is not fast', async () => {
    const cases = [open('a'), propose('a', 10), open('b'), close('b', 1, 'unresolved')];
    expect((await total(cases)).timeToProposalSeconds).toMatchObject({
      p50: days(10),
      p75: null,
      censored: 1,
    });
  });

  it('stands still by our clock while the case is held on the customer, now or then', async () => {
    const cases = [open('a'), hold('a', 1), propose('a', 4), open('b'), hold('b', 2)];
    expect((await total(cases)).timeToProposalSeconds).toMatchObject({
      ...{ p50: days(4), p75: null },
      ours: { p25: days(1), p50: days(1), p75: null, censored: 1 },
    });
  });
});

describe('the time to confirmation', () => {
  it('knows that void and unresolved cases are never confirmed', async () => {
    const cases = [
      open('a'),
      propose('a', 1),
      confirm('a', 5),
      open('b'),
      close('b', 2, 'void'),
      open('c'),
      close('c', 3, 'unresolved'),
    ];
    expect((await total(cases)).timeToConfirmationSeconds).toMatchObject({
      p25: days(5),
      p50: null,
      censored: 0,
    });
  });

  it('takes silence for no confirmation', async () => {
    const cases = [
      open('a'),
      propose('a', 1),
      confirm('a', 20),
      open('b'),
      propose('b', 2),
      close('b', 17, 'elapsed'),
    ];
    expect((await total(cases)).timeToConfirmationSeconds).toMatchObject({
      p50: days(20),
      p75: null,
      censored: 1,
    });
  });
});

describe('the time to lasting resolution', () => {
  const lasting = async (happenings: Happening[], at: number) =>
    (await total(happenings, { at: day(at) })).timeToLastingResolutionSeconds;
  const twice = [open('c1'), propose('c1', 1), reject('c1', 3), propose('c1', 4)];

  it('ends with the proposal that lasted', async () =>
    expect(await lasting(twice, 18)).toMatchObject({ p25: days(4), censored: 0 }));

  it('is known only when the window is over', async () =>
    expect(await lasting(twice, 17.99)).toMatchObject({ p25: null, censored: 1 }));

  it('forgives what came after the window', async () => {
    const reopened = [
      open('c1'),
      propose('c1', 1),
      confirm('c1', 2),
      on(15, 'CaseReopened', { caseId: 'c1', by: 'customer' }),
    ];
    expect(await lasting(reopened, 15)).toMatchObject({ p25: days(1) });
    expect(
      await lasting(
        [...reopened.slice(0, 3), on(14.9, 'CaseReopened', { caseId: 'c1', by: 'customer' })],
        100,
      ),
    ).toMatchObject({
      p25: null,
    });
  });

  it('does not watch other cases longer than one whose proposal is still young', async () => {
    const cases = [open('a'), propose('a', 10), open('b', 15), propose('b', 16), open('c', 25)];
    expect(await lasting(cases, 29)).toMatchObject({ p25: days(10), censored: 2 });
  });

  it('leaves out who was opened too late to be watched at all', async () =>
    expect(await lasting([open('a'), propose('a', 0), open('b', 20)], 21)).toMatchObject({
      p75: 0,
      censored: 1,
    }));
});

it('keeps responsiveness apart', async () => {
  const cases = [open('a'), on(1, 'CaseTakenInCharge', { caseId: 'a' }), open('b')];
  expect((await total(cases)).responsiveness.timeToFirstTouchSeconds).toMatchObject({
    p50: days(1),
    p75: null,
    censored: 1,
  });
});
