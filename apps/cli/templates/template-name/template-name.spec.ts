import { given, on } from '@rapport/projection/testing';
import { templateName } from './template-name.projection';
import { templateNameOf } from './template-name.queries';

const called = (days: number, interactionId: string) =>
  on(days, 'InteractionRecorded', {
    interactionId,
    touchpoint: 'desk',
    channel: 'phone',
    direction: 'inbound',
  });

describe('the row of a journey', () => {
  it.failing('says what you want to know: write here what has to happen, and the row it ends in', () =>
    given(templateName, [called(0, 'i1')]).thenRows([]),
  );

  it('counts its interactions', () =>
    given(templateName, [called(0, 'i1'), called(1, 'i2')]).thenRow({ interactions: 2 }));

  it('does not depend on the order of arrival', () =>
    given(templateName, {
      a: [called(0, 'i1'), called(1, 'i2')],
      b: [called(0.5, 'i1')],
    }).thenSameInAnyOrder());
});

describe('the answer over all journeys', () => {
  it('adds them up', () =>
    given(templateName, { a: [called(0, 'i1'), called(1, 'i2')], b: [called(2, 'i1')] })
      .whenAsked(templateNameOf)
      .thenAnswers({ journeys: 2, interactions: 3 }));
});
