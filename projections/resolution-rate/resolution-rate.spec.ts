import { day, given, on, type Happening } from '../testing';
import { resolutionRate } from './resolution-rate.projection';

const c1 = { caseId: 'c1' };
const c2 = { caseId: 'c2' };
const begun = on(0, 'JourneyBegun', {});
const opened = on(1, 'CaseOpened', c1);
const proposed = (days: number) => on(days, 'ResolutionProposed', c1);
const closed = (days: number, basis: 'confirmed' | 'elapsed' | 'unresolved' | 'void') =>
  on(days, 'CaseClosed', { ...c1, basis });
const contact = (days: number, interactionId: string, direction: 'inbound' | 'outbound', caseId = 'c1') =>
  on(days, 'InteractionRecorded', { interactionId, touchpoint: 'desk', channel: 'phone', direction, caseId });

const rowOf = (...happenings: Happening[]) =>
  given(resolutionRate, [begun, opened, ...happenings]).rows.find(({ part }) => part === 'c1')?.row;

describe('the status of a case', () => {
  it.each<[string, Happening[], string, number]>([
    ['open, opened', [], 'open', 1],
    ['open, with a proposal that waits for an answer', [proposed(2)], 'open', 1],
    [
      'confirmed, before it is closed',
      [proposed(2), on(3, 'ResolutionConfirmed', { ...c1, by: 'customer' })],
      'confirmed',
      3,
    ],
    [
      'confirmed since the confirmation, after it is closed',
      [proposed(2), on(3, 'ResolutionConfirmed', { ...c1, by: 'agent' }), closed(4, 'confirmed')],
      'confirmed',
      3,
    ],
    ['tacit, closed in silence', [proposed(2), closed(17, 'elapsed')], 'tacit', 17],
    ['unresolved, closed so', [proposed(2), closed(3, 'unresolved')], 'unresolved', 3],
    ['void, closed so', [closed(3, 'void')], 'void', 3],
    [
      'open, reopened',
      [proposed(2), closed(17, 'elapsed'), on(18, 'CaseReopened', { ...c1, by: 'unknown' })],
      'open',
      18,
    ],
  ])('is %s', (_, happenings, status, since) =>
    expect(rowOf(...happenings)).toMatchObject({ status, statusSince: day(since) }),
  );
});

describe('the attempts at a case', () => {
  it.each<[string, Happening[], [number, number | null][]]>([
    ['stand while nothing speaks against them', [proposed(2), closed(17, 'elapsed')], [[2, null]]],
    [
      'are broken by a rejection',
      [proposed(2), on(3, 'ResolutionRejected', { ...c1, by: 'customer' })],
      [[2, 3]],
    ],
    [
      'are broken by a withdrawal',
      [proposed(2), on(3, 'ResolutionWithdrawn', c1), proposed(4)],
      [
        [2, 3],
        [4, null],
      ],
    ],
    [
      'are broken by a reopening',
      [proposed(2), closed(17, 'elapsed'), on(18, 'CaseReopened', { ...c1, by: 'customer' })],
      [[2, 18]],
    ],
    ['are broken by giving up', [proposed(2), closed(3, 'unresolved')], [[2, 3]]],
    [
      'are broken by a linked recurrence, from when it was opened',
      [
        proposed(2),
        closed(17, 'elapsed'),
        on(20, 'CaseOpened', c2),
        on(25, 'RecurrenceLinked', { ...c2, recurrenceOf: 'c1' }),
      ],
      [[2, 20]],
    ],
    [
      'are broken once, by what came first',
      [
        proposed(2),
        closed(17, 'elapsed'),
        on(18, 'CaseReopened', { ...c1, by: 'customer' }),
        on(20, 'CaseOpened', c2),
        on(20, 'RecurrenceLinked', { ...c2, recurrenceOf: 'c1' }),
      ],
      [[2, 18]],
    ],
    [
      'are not broken by a recurrence that came before them',
      [on(2, 'CaseOpened', c2), proposed(3), on(4, 'RecurrenceLinked', { ...c2, recurrenceOf: 'c1' })],
      [[3, null]],
    ],
  ])('%s', (_, happenings, attempts) =>
    expect(rowOf(...happenings)?.attempts).toEqual(
      attempts.map((pair) => pair.map((at) => (at === null ? null : day(at)))),
    ),
  );
});

describe('holds on the customer', () => {
  const held = on(2, 'CaseHeld', { ...c1, on: 'customer' });
  it.each<[string, Happening[], [number, number | null][]]>([
    ['last until now', [held], [[2, null]]],
    ['end at resume', [held, on(3, 'CaseResumed', c1)], [[2, 3]]],
    ['end when it is taken in charge', [held, on(3, 'CaseTakenInCharge', c1)], [[2, 3]]],
    [
      'end when it is routed',
      [held, on(3, 'CaseRouted', { ...c1, toTeam: 'x', reason: 'capacity' })],
      [[2, 3]],
    ],
    ['end with a proposal', [held, proposed(3)], [[2, 3]]],
    ['end with the closing', [held, closed(3, 'void')], [[2, 3]]],
    ['end when it waits for somebody else', [held, on(3, 'CaseHeld', { ...c1, on: 'supplier' })], [[2, 3]]],
    ['end once', [held, on(3, 'CaseResumed', c1), proposed(4)], [[2, 3]]],
    [
      'are not those on others',
      [on(2, 'CaseHeld', { ...c1, on: 'engineering' }), on(3, 'CaseResumed', c1)],
      [],
    ],
  ])('%s', (_, happenings, holds) =>
    expect(rowOf(...happenings)?.holds).toEqual(
      holds.map((pair) => pair.map((at) => (at === null ? null : day(at)))),
    ),
  );
});

describe('the first touch', () => {
  it.each<[string, Happening[], number | null]>([
    ['is none while nobody reacted', [contact(2, 'i2', 'inbound')], null],
    ['is taking charge', [on(2, 'CaseTakenInCharge', c1), on(3, 'CaseTakenInCharge', c1)], 2],
    ['is routing', [on(2, 'CaseRouted', { ...c1, toTeam: 'x', reason: 'misdirected' })], 2],
    ['is contacting the customer about it', [contact(2, 'i2', 'outbound')], 2],
    [
      'is not contacting the customer about another case',
      [on(1, 'CaseOpened', c2), contact(2, 'i2', 'outbound', 'c2')],
      null,
    ],
    ['is the proposal where nothing came before it', [proposed(2)], 2],
  ])('%s', (_, happenings, touched) =>
    expect(rowOf(...happenings)?.touchedAt).toBe(touched === null ? null : day(touched)),
  );
});

describe('a first contact', () => {
  const taken = on(2, 'CaseTakenInCharge', { ...c1, team: 'first' });
  it.each<[string, Happening[], number | null]>([
    ['stays one with one proposal and one team', [taken, proposed(3), closed(20, 'elapsed')], null],
    [
      'stays one when the same team takes it again',
      [taken, on(3, 'CaseTakenInCharge', { ...c1, team: 'first' })],
      null,
    ],
    ['stays one when we contact the customer', [contact(2, 'i2', 'outbound')], null],
    ['is spoiled by a second inbound contact', [contact(2, 'i2', 'inbound'), contact(3, 'i3', 'inbound')], 2],
    [
      'is not spoiled by a contact about another case',
      [on(1, 'CaseOpened', c2), contact(2, 'i2', 'inbound', 'c2')],
      null,
    ],
    [
      'is spoiled by a second team',
      [taken, on(3, 'CaseRouted', { ...c1, toTeam: 'second', reason: 'handover' })],
      3,
    ],
    ['is spoiled by a rejection', [proposed(2), on(3, 'ResolutionRejected', { ...c1, by: 'customer' })], 3],
    ['is spoiled by a withdrawal', [proposed(2), on(3, 'ResolutionWithdrawn', c1)], 3],
    ['is spoiled by a second proposal', [proposed(2), proposed(3)], 3],
    [
      'is spoiled by a reopening',
      [closed(3, 'unresolved'), on(4, 'CaseReopened', { ...c1, by: 'agent' })],
      4,
    ],
    [
      'is spoiled by a linked recurrence',
      [on(3, 'CaseOpened', c2), on(9, 'RecurrenceLinked', { ...c2, recurrenceOf: 'c1' })],
      3,
    ],
  ])('%s', (_, happenings, spoiled) =>
    expect(rowOf(...happenings)?.spoiledAt).toBe(spoiled === null ? null : day(spoiled)),
  );
});

describe('what happened to a case', () => {
  const nothing = {
    rejections: 0,
    withdrawals: 0,
    reopenings: 0,
    reworks: 0,
    misdirections: 0,
    handovers: 0,
  };
  it.each<[string, Happening[], Partial<typeof nothing>]>([
    ['nothing', [proposed(2)], {}],
    [
      'a rejection',
      [proposed(2), on(3, 'ResolutionRejected', { ...c1, by: 'customer' })],
      { rejections: 1, reworks: 1 },
    ],
    ['a withdrawal', [proposed(2), on(3, 'ResolutionWithdrawn', c1)], { withdrawals: 1, reworks: 1 }],
    [
      'a reopening',
      [proposed(2), closed(3, 'elapsed'), on(4, 'CaseReopened', { ...c1, by: 'customer' })],
      { reopenings: 1, reworks: 1 },
    ],
    [
      'a reopening without a proposal before: no rework',
      [closed(3, 'unresolved'), on(4, 'CaseReopened', { ...c1, by: 'customer' })],
      { reopenings: 1 },
    ],
    [
      'a misdirection',
      [on(2, 'CaseRouted', { ...c1, toTeam: 'x', reason: 'misdirected' })],
      { misdirections: 1 },
    ],
    [
      'handovers',
      [2, 3].map((days) => on(days, 'CaseRouted', { ...c1, toTeam: 'x', reason: 'handover' })),
      { handovers: 2 },
    ],
    ['an escalation: neither', [on(2, 'CaseRouted', { ...c1, toTeam: 'x', reason: 'escalation' })], {}],
  ])('is counted: %s', (_, happenings, counts) =>
    expect(rowOf(...happenings)).toMatchObject({ ...nothing, ...counts }),
  );

  it('keeps the first confirmation', () =>
    expect(
      rowOf(
        proposed(2),
        on(3, 'ResolutionConfirmed', { ...c1, by: 'customer' }),
        on(4, 'CaseReopened', { ...c1, by: 'customer' }),
        proposed(5),
        on(6, 'ResolutionConfirmed', { ...c1, by: 'customer' }),
      ),
    ).toMatchObject({ confirmedAt: day(3), statusSince: day(6) }));

  it('does nothing to a case that was never opened', () =>
    expect(
      given(resolutionRate, [
        begun,
        proposed(2),
        contact(3, 'i3', 'inbound'),
        on(4, 'RecurrenceLinked', { ...c1, recurrenceOf: 'c2' }),
      ]).rows,
    ).toEqual([]));
});
