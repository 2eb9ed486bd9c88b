import type { JourneyEvent } from '@rapport/journey';
import { membershipChanges, membershipIn } from './membership';

const place = { id: 'e', journeyId: 'j', occurredAt: 0, recordedAt: 0, revision: 0, policyVersion: 0 };
const linked = (customerId: string): JourneyEvent => ({
  ...place,
  type: 'JourneyLinked',
  data: { customerId, evidence: 'the same login' },
});
const unlinked = (customerId: string): JourneyEvent => ({
  ...place,
  type: 'JourneyUnlinked',
  data: { customerId },
});
const begun: JourneyEvent = { ...place, type: 'JourneyBegun', data: {} };

describe('whose journey it is', () => {
  it.each([
    ['nobody links it', [begun], undefined],
    ['it is linked', [linked('anna'), begun], 'anna'],
    ['it moves', [linked('anna'), linked('ben')], 'ben'],
    ['it is unlinked', [linked('anna'), unlinked('anna')], undefined],
    ['it is linked once more', [linked('anna'), unlinked('anna'), linked('ben')], 'ben'],
  ])('is what its latest event of that says: %s', (_, history, customerId) =>
    expect(membershipIn(history)).toBe(customerId),
  );

  const unreadable = {
    ...place,
    type: 'JourneyLinked',
    get data(): never {
      throw new SyntaxError('Its data is no JSON object.');
    },
  } as unknown as JourneyEvent;

  it.each([unreadable, linked(7 as unknown as string)])(
    'is nobody’s by a link that cannot be read',
    (damaged) => {
      expect(membershipIn([linked('anna'), damaged])).toBeUndefined();
      expect(membershipChanges('j', [damaged])).toEqual([]);
      expect(membershipChanges('j', [damaged, linked('anna')])).toEqual([
        { journeyId: 'j', customerId: 'anna' },
      ]);
    },
  );

  it('comes with every customer that it was linked to, the one of now last', () => {
    const history = [linked('ben'), linked('anna'), linked('ben'), linked('cleo'), linked('anna')];
    expect(membershipChanges('j', history)).toEqual(
      ['ben', 'cleo', 'anna'].map((customerId) => ({ journeyId: 'j', customerId })),
    );
    expect(membershipChanges('j', [linked('anna'), unlinked('anna')])).toEqual([
      { journeyId: 'j', customerId: 'anna' },
      { journeyId: 'j', customerId: null },
    ]);
    expect(membershipChanges('j', [begun, unlinked('anna')])).toEqual([]);
  });
});
