import type { JourneyEvent } from '@rapport/journey';
import { turnsDuring } from '../../compliance/turns-during';
import { Families } from './families';
import { sharesOf } from './shares';

const linked = (customerId: string): JourneyEvent[] => [
  { type: 'JourneyLinked', data: { customerId } } as JourneyEvent,
];

/** Five journeys of ten events each; j1 and j4 are of one customer. */
const survey = { journeyIds: ['j1', 'j2', 'j3', 'j4', 'j5'], eventsOf: () => 10 };
let families: Families;
beforeAll(async () => {
  families = await Families.of({
    marked: ['j4', 'j1', 'j2'],
    history: (id: string) => linked(id === 'j2' ? 'b' : 'a'),
  });
});
const all = ['customer:a', ...survey.journeyIds];

describe('families of journeys', () => {
  it('are the customers, of which those of two or more journeys are merged', () => {
    expect([families.merged, families.membersOf('a'), families.membersOf('b')]).toEqual([
      ['a'],
      ['j1', 'j4'],
      ['j2'],
    ]);
    expect(['j1', 'j2', 'j3', 'j4'].filter((id) => families.isMerged(id))).toEqual(['j1', 'j4']);
    expect(families.changesOf('j2')).toEqual([{ journeyId: 'j2', customerId: 'b' }]);
    expect(families.changesOf('j3')).toEqual([]);
  });
});

describe('shares of subjects', () => {
  it('are one where everything fits', async () =>
    expect(await sharesOf(survey, families, Infinity)).toEqual([
      { subjects: all, journeys: new Set(survey.journeyIds) },
    ]));

  it('follow each other in key order, each with the journeys that it needs', async () => {
    const shares = await sharesOf(survey, families, 20);
    expect(shares.flatMap(({ subjects }) => subjects)).toEqual(all);
    expect(shares.map(({ journeys }) => [...journeys])).toEqual([
      ['j1', 'j4'],
      ['j1', 'j2'],
      ['j3', 'j4'],
      ['j5'],
    ]);
  });

  it('of nothing are none', async () =>
    expect(await sharesOf({ journeyIds: [], eventsOf: () => 0 }, new Families(), 10)).toEqual([]));
});

it('lets others have their turns while there is much of both', async () => {
  const journeyIds = Array.from({ length: 100_000 }, (_, n) => `j${n}`);
  const gathered = { marked: journeyIds, history: () => linked('a') };
  expect(await turnsDuring(() => Families.of(gathered))).toBeGreaterThan(2);
  expect(await turnsDuring(() => sharesOf({ journeyIds, eventsOf: () => 1 }, families, 10))).toBeGreaterThan(
    2,
  );
});
