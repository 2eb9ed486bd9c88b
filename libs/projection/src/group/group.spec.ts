import type { RecordedEvent } from '@rapport/event-store';
import { groupByJourney } from './group';

const event = (stream: string, revision: number) => ({ stream, revision }) as RecordedEvent;

describe('grouping by journey', () => {
  it('keeps the order within each journey and sets others apart', () => {
    const policy = event('policy-default', 0);
    const { journeys, others } = groupByJourney([
      event('journey-b', 0),
      policy,
      event('journey-a', 4),
      event('journey-b', 1),
    ]);
    expect([...journeys].map(([id, events]) => [id, events.map(({ revision }) => revision)])).toEqual([['b', [0, 1]], ['a', [4]]]); // prettier-ignore
    expect(others).toEqual([policy]);
  });
});
