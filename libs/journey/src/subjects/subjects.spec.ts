import {
  caseOpened,
  given,
  interactionRecorded,
  journeyBegun,
  observeEmotion,
  promiseMade,
  purchaseMade,
} from '@rapport/journey/testing';

const kinds = ['case', 'interaction', 'promise', 'purchase'] as const;

describe('what something is about', () => {
  const known = [
    journeyBegun(),
    caseOpened('x'),
    interactionRecorded('x'),
    promiseMade('x'),
    purchaseMade('x'),
  ];

  it.each(kinds)('may be a known %s', (kind) =>
    expect(given(known).when(observeEmotion('e1', 0, { about: { kind, id: 'x' } })).decision.outcome).toBe(
      'record',
    ),
  );

  it.each(kinds)('is no %s that the journey does not know', (kind) =>
    given(known)
      .when(observeEmotion('e1', 0, { about: { kind, id: 'y' } }))
      .refuses('subject.unknown'),
  );

  it.each(kinds)('is a %s only by its id', (kind) =>
    given(known)
      .when(observeEmotion('e1', 0, { about: { kind } }))
      .refuses('subject.id-mismatch'),
  );

  it('is the journey without an id', () => {
    expect(given(known).when(observeEmotion('e1', 0, { about: { kind: 'journey' } })).decision.outcome).toBe(
      'record',
    );
    given(known)
      .when(observeEmotion('e1', 0, { about: { kind: 'journey', id: 'x' } }))
      .refuses('subject.id-mismatch');
  });
});
