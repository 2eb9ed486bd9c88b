import { v5, validate, version } from 'uuid';
import { eventId } from './event-id';

describe('the id of an event', () => {
  it('is the version 5 UUID of journey, command and index', () => {
    const id = eventId('j1', 'import-7', 2);
    expect([validate(id), version(id)]).toEqual([true, 5]);
    expect(id).toBe(v5('j1/import-7/2', '4576656e-7473-4fc3-a952-6170706f7274'));
  });

  it('tells journeys, commands and indexes apart', () => {
    const ids = [
      eventId('j1', 'a', 0),
      eventId('j2', 'a', 0),
      eventId('j1', 'b', 0),
      eventId('j1', 'a', 1),
      eventId('j1', 'a/1', 0),
    ];
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('takes any command id', () => expect(validate(eventId('j1', 'ü'.repeat(500), 0))).toBe(true));
});
