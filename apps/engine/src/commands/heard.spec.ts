import type { EventMetadata, Position, RecordedEvent } from '@rapport/event-store';
import { Heard } from './heard';

/** An event as a store delivers it: its fields are decoded from bytes, which it keeps. */
class Delivered implements RecordedEvent {
  readonly id = 'event';
  readonly stream = 'journey-j';
  readonly type = 'CaseOpened';
  readonly schemaVersion = 1;
  readonly policyVersion = 2;
  readonly occurredAt = 3;
  readonly recordedAt = 4;
  readonly position = 'log-5' as Position;
  readonly metadata: EventMetadata = { commandId: 'command', bodyHash: 'hash' };

  constructor(
    readonly revision: number,
    private readonly bytes = Buffer.from('{"caseId":"c1"}'),
  ) {}

  get data(): object {
    return JSON.parse(this.bytes.toString()) as object;
  }

  get dataText(): string {
    return this.bytes.toString();
  }
}

describe('what was heard of a journey', () => {
  const revisions = (heard: Heard, from: number) => heard.take(from).map(({ revision }) => revision);

  it('is kept without what it was delivered in', () => {
    const heard = new Heard();
    heard.add([new Delivered(0)], 0);
    expect(heard.take(0)).toStrictEqual([
      {
        ...{ id: 'event', type: 'CaseOpened', data: { caseId: 'c1' }, revision: 0, policyVersion: 2 },
        ...{ occurredAt: 3, recordedAt: 4, position: 'log-5', metadata: { commandId: 'command' } },
      },
    ]);
  });

  it('ends before an event that cannot be decoded, and throws nothing at who tells', () => {
    const heard = new Heard();
    heard.add([new Delivered(0), new Delivered(1, Buffer.from('{"case')), new Delivered(2)], 0);
    heard.add([new Delivered(3)], 0);
    expect(revisions(heard, 0)).toEqual([0]);
  });

  it('has no gap, begins where the state ends, and is given once', () => {
    const heard = new Heard();
    heard.add([new Delivered(0), new Delivered(1), new Delivered(3)], 0);
    heard.add([new Delivered(1), new Delivered(2)], 1);
    expect([heard.size, revisions(heard, 2), heard.size]).toEqual([2, [2], 0]);
  });
});
