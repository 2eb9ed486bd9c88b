import {
  caseClosed,
  caseHeld,
  caseOpened,
  closeCase,
  given,
  journeyBegun,
  resolutionConfirmed,
  resolutionProposed,
  resolutionRejected,
} from '@rapport/journey/testing';

const open = [journeyBegun(), caseOpened('c1')];
const proposed = [...open, resolutionProposed('c1')];
const confirmed = [...proposed, resolutionConfirmed('c1')];
const voided = { basis: 'void', voidReason: 'duplicate' } as const;

describe('closing a case', () => {
  it.each([
    ['confirmed', 'confirmed', confirmed],
    ['elapsed', 'proposed', proposed],
    ['unresolved', 'open', open],
    ['unresolved', 'proposed', proposed],
    ['unresolved', 'held', [...open, caseHeld('c1')]],
  ] as const)('as %s is recorded when it is %s', (basis, _state, events) =>
    given(events).when(closeCase('c1', { basis })).records(caseClosed('c1', { basis })),
  );

  it.each([
    ['confirmed', 'open', open, 'case.not-confirmed'],
    ['confirmed', 'proposed', proposed, 'case.not-confirmed'],
    ['elapsed', 'open', open, 'case.nothing-elapsed'],
    ['elapsed', 'rejected', [...proposed, resolutionRejected('c1')], 'case.nothing-elapsed'],
    ['elapsed', 'confirmed', confirmed, 'case.nothing-elapsed'],
    ['unresolved', 'confirmed', confirmed, 'case.resolved'],
  ] as const)('as %s is refused when it is %s', (basis, _state, events, code) =>
    given(events).when(closeCase('c1', { basis })).refuses(code),
  );

  it('is refused twice', () =>
    given([...open, caseClosed('c1')])
      .when(closeCase('c1'))
      .refuses('case.closed', { detail: 'Case c1 is closed.' }));

  it('is refused before it is opened', () =>
    given([journeyBegun()]).when(closeCase('c1')).refuses('case.not-opened'));
});

describe('closing a case as void', () => {
  it.each([[open], [proposed]])('is recorded for a reason, unless the resolution is confirmed', (events) =>
    given(events).when(closeCase('c1', voided)).records(caseClosed('c1', voided)),
  );

  it('is refused once the resolution is confirmed', () =>
    given(confirmed).when(closeCase('c1', voided)).refuses('case.resolved'));

  it('is refused without a reason', () =>
    given(open)
      .when(closeCase('c1', { basis: 'void' }))
      .refuses('case.void-reason-missing', {
        accepted: ['voidReason: duplicate', 'voidReason: invalid', 'voidReason: withdrawn-by-customer'],
      }));

  it('is refused for a reason that the policy does not list', () =>
    given(open)
      .when(closeCase('c1', { basis: 'void', voidReason: 'boring' }))
      .refuses('case.void-reason-unknown'));

  it('is the only way with a reason', () =>
    given(open)
      .when(closeCase('c1', { basis: 'unresolved', voidReason: 'duplicate' }))
      .refuses('case.void-reason-unexpected'));
});
