import {
  correctEmotion,
  emotionCorrected,
  emotionObserved,
  given,
  journeyBegun,
  observeEmotion,
  purchaseMade,
} from '@rapport/journey/testing';

describe('observing an emotion', () => {
  const about = { kind: 'purchase', id: 'p1' } as const;

  it('is recorded about something known', () =>
    given([journeyBegun(), purchaseMade('p1')])
      .when(observeEmotion('e1', 0.5, { about }))
      .records(emotionObserved('e1', 0.5, { about })));

  it('is refused about something unknown', () =>
    given([journeyBegun()])
      .when(observeEmotion('e1', 0.5, { about }))
      .refuses('subject.unknown'));

  it('is refused under a used id', () =>
    given([journeyBegun(), emotionObserved('e1', 0.5)])
      .when(observeEmotion('e1', 0.5))
      .refuses('emotion.id-used'));
});

describe('correcting an emotion', () => {
  it('is recorded, as often as need be', () =>
    given([journeyBegun(), emotionObserved('e1', 0.5), emotionCorrected('e1', 0.2)])
      .when(correctEmotion('e1', -0.1))
      .records(emotionCorrected('e1', -0.1)));

  it('is refused for one that nobody observed', () =>
    given([journeyBegun()]).when(correctEmotion('e1', 0.2)).refuses('emotion.unknown'));
});
