import type { Position } from '@rapport/event-store';
import type { JourneyEvent } from '@rapport/journey';
import { KeptHistories } from './kept-histories';

const position = (n: number) => `log-${n}` as Position;
const event = (revision: number, occurredAt: number) => ({ revision, occurredAt }) as JourneyEvent;
const revisions = (histories: KeptHistories, journeyId: string) =>
  histories.get(journeyId)?.map(({ revision }) => revision);

describe('histories at hand', () => {
  it('take in what the next batches bring, in business order', () => {
    const histories = new KeptHistories();
    histories.moveOn(undefined, position(3));
    histories.keep('j', [event(0, 10), event(1, 20), event(2, 20)], position(3));
    histories.moveOn(position(3), position(6));
    histories.add('j', [event(3, 15), event(4, 20), event(5, 30)]);
    expect(revisions(histories, 'j')).toEqual([0, 3, 1, 2, 4, 5]);
  });

  it('are of journeys that were read, and of no others', () => {
    const histories = new KeptHistories();
    histories.moveOn(undefined, position(1));
    histories.add('j', [event(0, 1)]);
    expect(histories.get('j')).toBeUndefined();
  });

  it('are forgotten where a batch does not follow on the last', () => {
    const histories = new KeptHistories();
    histories.moveOn(undefined, position(1));
    histories.keep('j', [event(0, 1)], position(1));
    histories.moveOn(undefined, position(2));
    expect(histories.get('j')).toBeUndefined();
  });

  it('are taken over where both are up to the same position', () => {
    const [histories, others] = [new KeptHistories(), new KeptHistories()];
    others.moveOn(undefined, position(2));
    others.keep('j', [event(0, 1)], position(2));
    histories.takeIn(others);
    histories.moveOn(position(2), position(3));
    histories.add('j', [event(1, 2)]);
    expect(revisions(histories, 'j')).toEqual([0, 1]);
    const later = new KeptHistories();
    later.moveOn(undefined, position(4));
    later.keep('k', [event(0, 1)], position(4));
    histories.takeIn(later);
    expect(histories.get('k')).toBeUndefined();
  });

  it('are not kept where they were read for a batch that is over', () => {
    const histories = new KeptHistories();
    histories.moveOn(undefined, position(1));
    histories.moveOn(position(1), position(2));
    histories.keep('j', [event(0, 1)], position(1));
    expect(histories.get('j')).toBeUndefined();
  });

  it('make room by the events in them, the longest unused first', () => {
    const histories = new KeptHistories(8);
    histories.moveOn(undefined, position(1));
    for (const id of ['a', 'b', 'c']) histories.keep(id, [event(0, 1), event(1, 2)], position(1));
    expect(['a', 'b', 'c'].map((id) => revisions(histories, id))).toEqual([undefined, [0, 1], [0, 1]]);
    histories.add('c', [event(2, 3), event(3, 4), event(4, 5)]);
    expect(['b', 'c'].map((id) => revisions(histories, id)?.length)).toEqual([undefined, 5]);
  });
});
