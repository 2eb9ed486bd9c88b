import { caseOpened, feedbackGiven, giveFeedback, given, journeyBegun } from '@rapport/journey/testing';

describe('giving feedback', () => {
  const open = [journeyBegun(), caseOpened('c1')];
  const about = { kind: 'case', id: 'c1' } as const;

  it.each([1, 3, 5])('is recorded with a score on the scale (%d)', (score) =>
    given(open)
      .when(giveFeedback('f1', score, { about }))
      .records(feedbackGiven('f1', score, { about })),
  );

  it.each([0, 5.5, -1])('is refused with a score off the scale (%d)', (score) =>
    given(open)
      .when(giveFeedback('f1', score))
      .refuses('feedback.score-off-scale', { accepted: ['a score from 1 to 5'] }),
  );

  it('is refused on an instrument that the policy does not know', () =>
    given(open)
      .when(giveFeedback('f1', 3, { instrument: 'stars' }))
      .refuses('feedback.instrument-unknown', { accepted: ['csat-5', 'nps-11', 'ces1-5', 'ces2-7'] }));

  it('is refused under a used id', () =>
    given([...open, feedbackGiven('f1', 3)])
      .when(giveFeedback('f1', 3))
      .refuses('feedback.id-used'));

  it('is refused about something unknown', () =>
    given(open)
      .when(giveFeedback('f1', 3, { about: { kind: 'case', id: 'c2' } }))
      .refuses('subject.unknown'));

  it('whether they would recommend us is about the relationship', () => {
    const nps = { instrument: 'nps-11' };
    given(open)
      .when(giveFeedback('f1', 9, nps))
      .records(feedbackGiven('f1', 9, nps));
    given(open)
      .when(giveFeedback('f1', 9, { ...nps, about }))
      .refuses('feedback.nps-about-case');
  });
});
