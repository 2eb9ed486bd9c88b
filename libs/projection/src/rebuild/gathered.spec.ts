import type { PackedPage, PackedReader } from '@rapport/event-store';
import { Gathered, type Wanted } from './gathered';

const streams = ['journey-j1', 'policy-default', 'journey-j2'];
const types = ['CaseOpened', 'JourneyLinked', 'CaseNoted'];
const reader: PackedReader = {
  read: () => Promise.resolve(undefined),
  stream: (number) => streams[number] ?? '',
  type: (number) => types[number] ?? '',
};

/** [stream, type, revision, occurredAt]; each is recorded at its place in the list. */
const page = (...events: readonly (readonly [number, number, number, number])[]): PackedPage => ({
  streams: events.map(([stream]) => stream),
  types: events.map(([, type]) => type),
  revisions: events.map(([, , revision]) => revision),
  policyVersions: events.map(() => 1),
  occurredAt: events.map(([, , , occurredAt]) => occurredAt),
  recordedAt: events.map((_, index) => index),
  ids: events.map((_, index) => String(index).padStart(32, '0')).join(''),
  data: events.map((_, index) => `{"i":${index}}`).join('\n'),
  causes: [],
  upTo: 'l-1' as PackedPage['upTo'],
});

const events = page([0, 0, 0, 10], [1, 2, 0, 99], [2, 0, 0, 20], [0, 1, 1, 30], [0, 0, 2, 5], [2, 2, 1, 40]);

function gathered(wanted: Wanted = {}): Gathered {
  const all = new Gathered(reader, wanted);
  all.add(events);
  return all;
}

const revisions = (history: readonly { readonly revision: number }[]): number[] =>
  history.map(({ revision }) => revision);

describe('what is gathered of a log', () => {
  it('is by journey, in business order or by revision', () => {
    const all = gathered();
    expect(all.journeyIds).toEqual(['j1', 'j2']);
    expect(revisions(all.history('j1'))).toEqual([2, 0, 1]);
    expect(revisions(all.revisions('j1'))).toEqual([0, 1, 2]);
    expect(all.history('j1').map(({ data }) => data)).toEqual([{ i: 4 }, { i: 0 }, { i: 3 }]);
    expect(all.history('j3')).toEqual([]);
  });

  it('tells other streams, linked journeys and how many events there are', () => {
    const all = gathered({ types: new Set(['JourneyLinked']) });
    expect([...all.others]).toEqual(['policy-default']);
    expect(all.linkedJourneyIds).toEqual(['j1']);
    expect([all.length, all.eventsOf('j1'), all.eventsOf('j2'), all.eventsOf('j3')]).toEqual([1, 3, 2, 0]);
    expect(all.newestOccurredAt).toBe(40);
  });

  it('goes on being gathered after it was asked', () => {
    const all = gathered();
    expect(all.history('j2')).toHaveLength(2);
    all.add(page([2, 0, 2, 1]));
    expect(revisions(all.history('j2'))).toEqual([2, 0, 1]);
  });

  it('is only of wanted journeys and types', () => {
    const some = gathered({ journey: (id) => id === 'j2', types: new Set(['CaseOpened']) });
    expect([some.journeyIds, revisions(some.history('j2')), some.history('j1')]).toEqual([['j2'], [0], []]);
  });

  it('is only what had occurred, and what was known', () => {
    const past = gathered({ asOf: 20 });
    expect([revisions(past.history('j1')), past.newestOccurredAt]).toEqual([[2, 0], 20]);
    const known = new Gathered(reader, { knownAt: 3 });
    expect(known.add(events)).toBe(false);
    expect([revisions(known.history('j1')), revisions(known.history('j2'))]).toEqual([[0, 1], [0]]);
  });
});
