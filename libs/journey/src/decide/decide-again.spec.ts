import {
  arbitraryGoodTurn,
  arbitraryHistory,
  caseOpened,
  interactionRecorded,
  journeyBegun,
  journeyLinked,
  on,
  policiesOf,
  recorded,
  stageChanged,
} from '@rapport/journey/testing';
import fc from 'fast-check';
import { qualified, RelationshipFold } from '../index';
import type { JourneyEvent } from '../index';
import { decideAgain } from './decide-again';

const policies = policiesOf();

function movesOf(events: readonly JourneyEvent[]) {
  const state = RelationshipFold.initial();
  return events.flatMap((event) => {
    const move = decideAgain(state, event, policies);
    return move === undefined ? [] : [{ ...move, at: event.occurredAt, stands: state.standing?.stage }];
  });
}

describe('a history decided again', () => {
  it('moves as it was recorded, where no fact came late', () => {
    let moves = 0;
    fc.assert(
      fc.property(arbitraryHistory(policies, { commands: arbitraryGoodTurn, lateInTen: 0 }), (events) => {
        const decided = events.flatMap((event) =>
          event.type === 'StageChanged'
            ? [{ ...event.data, at: event.occurredAt, stands: event.data.to }]
            : [],
        );
        moves += decided.length;
        expect(movesOf(events)).toEqual(decided);
      }),
      { numRuns: 200 },
    );
    expect(moves).toBeGreaterThan(200);
  });

  it('passes over recorded decisions', () =>
    expect(
      movesOf(recorded([journeyBegun(), stageChanged('awareness', 'commitment'), caseOpened('c1')])),
    ).toMatchObject([{ from: 'awareness', to: 'exploration' }]));

  it('is not moved by a link', () =>
    expect(
      movesOf(recorded([journeyBegun(), on(1, interactionRecorded('i1')), on(2, journeyLinked('k1'))])).map(
        ({ driver }) => driver.type,
      ),
    ).toEqual(['InteractionRecorded']));

  it('moves two journeys as one relationship', () => {
    const first = recorded([on(0, journeyBegun()), on(1, interactionRecorded('i1'))], { journeyId: 'a' });
    const second = recorded([on(0.5, journeyBegun()), on(2, interactionRecorded('i1'))], { journeyId: 'b' });
    const merged = [...first, ...second].map(qualified).toSorted((x, y) => x.occurredAt - y.occurredAt);
    expect(movesOf(merged)).toMatchObject([
      { from: 'awareness', to: 'exploration', driver: { eventId: 'a-e1' }, dwellMs: 86_400_000 },
    ]);
  });
});
