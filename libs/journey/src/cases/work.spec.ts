import {
  caseClassified,
  caseClosed,
  caseHeld,
  caseOpened,
  caseReopened,
  caseResumed,
  caseRouted,
  caseTakenInCharge,
  classifyCase,
  given,
  holdCase,
  journeyBegun,
  resolutionConfirmed,
  resolutionProposed,
  resumeCase,
  routeCase,
  takeCharge,
} from '@rapport/journey/testing';

const open = [journeyBegun(), caseOpened('c1')];
const proposed = [...open, resolutionProposed('c1')];
const confirmed = [...proposed, resolutionConfirmed('c1')];
const closed = [...open, caseClosed('c1')];

describe.each([
  [
    'taking charge of',
    takeCharge('c1', { team: 'a', agent: 'b' }),
    caseTakenInCharge('c1', { team: 'a', agent: 'b' }),
  ],
  ['routing', routeCase('c1', { reason: 'misdirected' }), caseRouted('c1', { reason: 'misdirected' })],
  ['holding', holdCase('c1', { on: 'supplier' }), caseHeld('c1', { on: 'supplier' })],
  ['classifying', classifyCase('c1', { topic: 'refund' }), caseClassified('c1', { topic: 'refund' })],
] as const)('%s a case', (_verb, command, event) => {
  it('is recorded while it is open', () => given(open).when(command).records(event));
  it('is recorded again', () =>
    given([...open, event])
      .when(command)
      .records(event));
  it('is recorded after it was reopened', () =>
    given([...closed, caseReopened('c1')])
      .when(command)
      .records(event));
  it('is refused before it is opened', () =>
    given([journeyBegun()]).when(command).refuses('case.not-opened'));
  it('is refused after it was closed', () => given(closed).when(command).refuses('case.closed'));
  it('is refused after its resolution was confirmed', () =>
    given(confirmed).when(command).refuses('case.confirmed'));
});

describe('while a resolution waits for an answer', () => {
  it.each([takeCharge('c1'), routeCase('c1'), holdCase('c1')])('$name is refused', (command) =>
    given(proposed).when(command).refuses('case.resolution-pending'),
  );

  it('classifying is not work', () => given(proposed).when(classifyCase('c1')).records(caseClassified('c1')));
});

describe('resuming a case', () => {
  const held = [...open, caseHeld('c1')];

  it('is recorded on a case on hold', () => given(held).when(resumeCase('c1')).records(caseResumed('c1')));
  it('is refused where nothing holds it', () => given(open).when(resumeCase('c1')).refuses('case.not-held'));
  it('is refused twice', () =>
    given([...held, caseResumed('c1')])
      .when(resumeCase('c1'))
      .refuses('case.not-held'));

  it.each([caseTakenInCharge('c1'), caseRouted('c1')])(
    'is refused after $type, which ended the hold',
    (event) =>
      given([...held, event])
        .when(resumeCase('c1'))
        .refuses('case.not-held'),
  );
});
