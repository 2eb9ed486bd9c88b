import {
  correctEmotion,
  emotionObserved,
  given,
  giveFeedback,
  interactionRecorded,
  journeyBegun,
  makePurchase,
  observeEmotion,
  on,
  promiseKept,
  promiseMade,
  stageChanged,
} from '@rapport/journey/testing';

/** Trust suffices for expansion; only a feeling is missing. */
const trusted = [
  on(0, journeyBegun()),
  on(0, interactionRecorded('i1')),
  on(0, stageChanged('awareness', 'exploration')),
  ...['p1', 'p2', 'p3'].flatMap((id) => [on(1, promiseMade(id)), on(2, promiseKept(id))]),
];
/** And it was felt, before the relationship had lasted long enough. */
const felt = [...trusted, on(10, emotionObserved('e1', 0.9))];

describe('what moves a relationship beyond exploration', () => {
  it('is something that the customer feels', () => {
    const outcome = given(trusted).when(on(20, observeEmotion('e1', 0.9)));
    outcome.moves('exploration', 'expansion');
    expect(outcome.events[1]?.data).toMatchObject({
      driver: { eventId: outcome.events[0]?.id, type: 'EmotionObserved', kind: 'emotion' },
    });
  });

  it('is a score that the policy reads as a feeling', () =>
    given([...trusted, on(10, emotionObserved('e1', 0.6))])
      .when(on(20, giveFeedback('f1', 5)))
      .moves('exploration', 'expansion'));

  it('is a corrected reading of what the customer felt', () =>
    given([...trusted, on(10, emotionObserved('e1', -0.9))])
      .when(on(20, correctEmotion('e1', 0.9)))
      .moves('exploration', 'expansion'));

  it('is no deed, whatever was felt before', () =>
    given(felt)
      .when(on(20, makePurchase('b1')))
      .movesNobody());

  it('is no score that the policy reads no feeling from', () =>
    given(felt)
      .when(on(20, giveFeedback('f1', 10, { instrument: 'nps-11' })))
      .movesNobody());

  it('is nothing that an agent feels, nor a correction of that', () => {
    given(felt)
      .when(on(20, observeEmotion('e2', 1, { feltBy: 'agent' })))
      .movesNobody();
    given([...felt, on(11, emotionObserved('e2', -1, { feltBy: 'agent' }))])
      .when(on(20, correctEmotion('e2', 1)))
      .movesNobody();
  });

  it('takes the time that the policy asks for', () => {
    given(felt)
      .when(on(13, observeEmotion('e2', 0.9)))
      .movesNobody();
    given(felt)
      .when(on(14, observeEmotion('e2', 0.9)))
      .moves('exploration', 'expansion');
  });
});
