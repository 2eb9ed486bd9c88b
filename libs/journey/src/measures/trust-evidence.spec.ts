import {
  arbitraryHistory,
  caseOpened,
  day,
  defaultPolicy,
  journeyBegun,
  on,
  policiesOf,
  promiseKept,
  promiseMade,
  recorded,
  resolutionConfirmed,
  resolutionProposed,
  resolutionRejected,
  caseClosed,
} from '@rapport/journey/testing';
import { evidenceAt } from '@rapport/policy';
import fc from 'fast-check';
import { TrustFold } from './evidence-fold';
import { MeasuresFold } from './measures-fold';
import { trustEvidence } from './trust-evidence';

const policies = policiesOf(defaultPolicy());

describe('the evidence behind trust', () => {
  const story = recorded([
    on(0, journeyBegun()),
    on(1, caseOpened('c1')),
    on(2, promiseMade('p1')),
    on(5, promiseKept('p1', { lateSeconds: 60 })),
    on(6, resolutionProposed('c1')),
    on(7, resolutionRejected('c1')),
    on(8, resolutionProposed('c1')),
    on(9, resolutionConfirmed('c1')),
  ]);

  it('lists what each event said, by which rule, and what is left of it', () =>
    expect(trustEvidence(story, policies, day(9 + 365))).toMatchObject([
      {
        eventId: 'j1-e3',
        type: 'PromiseKept',
        occurredAt: day(5),
        rule: 'promise-late',
        part: 'integrity',
        for: 0.3,
        against: 1,
      },
      { eventId: 'j1-e5', rule: 'rejected', part: 'ability', for: 0, against: 1 },
      {
        eventId: 'j1-e7',
        rule: 'resolved',
        for: 1,
        against: 0,
        forNow: 0.5,
        againstNow: 0,
        policyVersion: 1,
      },
      { eventId: 'j1-e7', rule: 'recovered', part: 'benevolence', for: 0.5, forNow: 0.25 },
    ]));

  it('counts less where a rule has reached its limit', () => {
    const silent = Array.from({ length: 7 }, (_none, i) => [
      on(i, caseOpened(`c${i}`)),
      on(i, resolutionProposed(`c${i}`)),
      on(i, caseClosed(`c${i}`, { basis: 'elapsed' })),
    ]).flat();
    const counted = trustEvidence(recorded([on(0, journeyBegun()), ...silent]), policies, day(6));
    expect(counted.map((one) => one.for)).toEqual([
      0.2,
      0.2,
      0.2,
      0.2,
      0.2,
      expect.closeTo(0.0115, 4),
      expect.closeTo(0.0038, 4),
    ]);
    expect(counted.reduce((sum, { forNow }) => sum + forNow, 0)).toBeCloseTo(1, 9);
  });

  it('adds up to the sums behind the opinion, at any later moment', () =>
    fc.assert(
      fc.property(arbitraryHistory(policies), fc.integer({ min: 0, max: 1e11 }), (history, laterMs) => {
        const events = history.toSorted((a, b) => a.occurredAt - b.occurredAt || a.revision - b.revision);
        const at = (events.at(-1)?.occurredAt ?? 0) + laterMs;
        const state = MeasuresFold.over(events, policies);
        const left = evidenceAt(state.trust, at);
        const listed = trustEvidence(events, policies, at);
        expect(listed.reduce((sum, { forNow }) => sum + forNow, 0)).toBeCloseTo(left.for, 9);
        expect(listed.reduce((sum, { againstNow }) => sum + againstNow, 0)).toBeCloseTo(left.against, 9);
      }),
    ));

  it('is the same where trust is folded alone', () =>
    fc.assert(
      fc.property(arbitraryHistory(policies), (history) => {
        const state = TrustFold.initial();
        for (const event of history) TrustFold.apply(state, event, policies);
        expect(state.trust).toEqual(MeasuresFold.over(history, policies).trust);
      }),
    ));
});
