import type { PackedPage } from '@rapport/event-store';
import { PackedJourneys, type Wanted } from './packed-journeys';
import { pageOf } from './testing/page-of';

const streams = ['journey-j1', 'policy-default', 'journey-j2'];
const types = ['CaseOpened', 'JourneyLinked', 'CaseNoted'];
const reader = {
  stream: (number: number) => streams[number] ?? '',
  type: (number: number) => types[number] ?? '',
};

/** [stream, type, revision, occurredAt]; each is recorded at its place in the list, and named by it. */
const page = (...events: readonly (readonly [number, number, number, number])[]): PackedPage =>
  pageOf(
    ...events.map(([stream, type, revision, occurredAt], index) => ({
      ...{ stream, type, revision, policyVersion: 1, occurredAt, text: `{"i":${index}}` },
    })),
  );

const events = page([0, 0, 0, 10], [1, 2, 0, 99], [2, 0, 0, 20], [0, 1, 1, 30], [0, 0, 2, 5], [2, 2, 1, 40]);

function held(wanted: Wanted = {}): PackedJourneys {
  const all = new PackedJourneys(reader, wanted);
  all.add(events);
  return all;
}

const revisions = (history: readonly { readonly revision: number }[]): number[] =>
  history.map(({ revision }) => revision);

describe('packed journeys', () => {
  it('are in business order or by revision', () => {
    const all = held();
    expect(all.journeyIds).toEqual(['j1', 'j2']);
    expect(revisions(all.history('j1'))).toEqual([2, 0, 1]);
    expect(revisions(all.revisions('j1'))).toEqual([0, 1, 2]);
    expect(all.history('j1').map(({ data }) => data)).toEqual([{ i: 4 }, { i: 0 }, { i: 3 }]);
    expect(all.history('j3')).toEqual([]);
  });

  it('tell other streams, marked journeys, causes and how many events there are', () => {
    const all = held({ types: new Set(['JourneyLinked']), marks: ['JourneyLinked'] });
    const causeOf = all.causeOf('j1');
    expect([causeOf?.('e3'), causeOf?.('e0'), all.causeOf('j2')]).toEqual(['e0', undefined, undefined]);
    expect([...all.others]).toEqual(['policy-default']);
    expect([...all.marked]).toEqual(['j1']);
    expect([all.length, all.eventsOf('j1'), all.eventsOf('j2'), all.eventsOf('j3')]).toEqual([1, 3, 2, 0]);
    expect(all.newestOccurredAt).toBe(40);
  });

  it('go on being gathered after they were asked', () => {
    const all = held();
    expect(all.history('j2')).toHaveLength(2);
    all.add(page([2, 0, 2, 1]));
    expect(revisions(all.history('j2'))).toEqual([2, 0, 1]);
  });

  it('are only of wanted journeys and types', () => {
    const some = held({ journey: (id) => id === 'j2', types: new Set(['CaseOpened']) });
    expect([some.journeyIds, revisions(some.history('j2')), some.history('j1')]).toEqual([['j2'], [0], []]);
  });

  it('are only what had occurred, and what was known', () => {
    const past = held({ asOf: 20 });
    expect([revisions(past.history('j1')), past.newestOccurredAt]).toEqual([[2, 0], 20]);
    const known = held({ knownAt: 3 });
    expect([revisions(known.history('j1')), revisions(known.history('j2'))]).toEqual([[0, 1], [0]]);
  });
});
