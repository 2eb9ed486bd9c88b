import { given, on, type Happening } from '../testing';
import { resolutionRate } from './resolution-rate.projection';

const c1 = { caseId: 'c1' };
const begun = on(0, 'JourneyBegun', {});
const opened = on(1, 'CaseOpened', c1);

describe('the dimensions of a case', () => {
  const dimensionsOf = (...happenings: Happening[]) => {
    const { product, topic, channel, touchpoint, team } =
      given(resolutionRate, [begun, ...happenings]).rows[0]?.row ?? {};
    return { product, topic, channel, touchpoint, team };
  };
  const unknown = { product: null, topic: null, channel: null, touchpoint: null, team: null };

  it('are unknown where the opening does not say', () => expect(dimensionsOf(opened)).toEqual(unknown));

  it('are those of the opening, whatever it is classified as later', () => {
    const known = {
      product: 'router',
      topic: 'setup',
      channel: 'web',
      touchpoint: 'help page',
      team: 'first',
    };
    expect(
      dimensionsOf(
        on(1, 'CaseOpened', { ...c1, ...known }),
        on(2, 'CaseClassified', { ...c1, product: 'switch' }),
      ),
    ).toEqual(known);
  });

  it('are completed by a classification in the instant of the opening, not corrected', () =>
    expect(
      dimensionsOf(
        on(1, 'CaseOpened', { ...c1, product: 'router' }),
        on(1, 'CaseClassified', { ...c1, product: 'switch', topic: 'setup' }),
      ),
    ).toEqual({ ...unknown, product: 'router', topic: 'setup' }));

  it('are not completed a moment later', () =>
    expect(dimensionsOf(opened, on(1.001, 'CaseClassified', { ...c1, product: 'switch' }))).toEqual(unknown));

  it('take channel and touchpoint from the interaction that the case was opened from', () => {
    const call = { interactionId: 'i1', touchpoint: 'desk', channel: 'phone', direction: 'inbound' } as const;
    expect(
      dimensionsOf(on(0.5, 'InteractionRecorded', call), on(1, 'CaseOpened', { ...c1, interactionId: 'i1' })),
    ).toEqual({ ...unknown, channel: 'phone', touchpoint: 'desk' });
  });

  it.each<[string, Happening]>([
    ['taken in charge by', on(2, 'CaseTakenInCharge', { ...c1, team: 'second' })],
    ['routed to', on(2, 'CaseRouted', { ...c1, toTeam: 'second', reason: 'capacity' })],
  ])('have as team the first one: the one it is %s, unless the opening names one', (_, happening) => {
    expect(dimensionsOf(opened, happening).team).toBe('second');
    expect(dimensionsOf(on(1, 'CaseOpened', { ...c1, team: 'first' }), happening).team).toBe('first');
  });
});
