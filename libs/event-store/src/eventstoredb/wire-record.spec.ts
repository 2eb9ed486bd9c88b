import fc from 'fast-check';
import { ReadResp, shared } from './protocol';
import { structuredUuidOf, uuidOf } from './uuid';
import { recordIn } from './wire-record';

const { ReadEvent } = ReadResp;

const bytesOf = (response: ReadResp): Buffer => Buffer.from(response.serializeBinary());

const numbers = fc.maxSafeNat();

const records = fc.record({
  ...{ id: fc.uuid(), stream: fc.string(), type: fc.string(), revision: numbers, place: numbers },
  created: fc.nat({ max: 4_000_000_000_000 }),
  ...{ data: fc.uint8Array({ maxLength: 300 }), customMetadata: fc.uint8Array() },
});

describe('a record on the wire', () => {
  it.each([
    ['text', uuidOf],
    ['numbers', structuredUuidOf],
  ])('is read as the generated classes wrote it, its id as %s', (_, idOf) =>
    fc.assert(
      fc.property(records, ({ id, stream, type, revision, place, created, data, customMetadata }) => {
        const record = new ReadEvent.RecordedEvent()
          .setId(idOf(id))
          .setStreamIdentifier(new shared.StreamIdentifier().setStreamName(Buffer.from(stream)))
          .setStreamRevision(String(revision))
          .setCommitPosition(String(place))
          .setPreparePosition(String(place))
          .setData(data)
          .setCustomMetadata(customMetadata);
        record.getMetadataMap().set('content-type', 'application/json').set('type', type);
        record.getMetadataMap().set('created', String(BigInt(created) * 10_000n));
        const response = new ReadResp().setEvent(new ReadEvent().setEvent(record).setCommitPosition('7'));
        const read = recordIn(bytesOf(response));
        expect(read).toMatchObject({ id, stream, type, revision, place, created });
        expect(read?.data).toEqual(Buffer.from(data));
        expect(read?.customMetadata).toEqual(Buffer.from(customMetadata));
      }),
    ),
  );

  it('is not in messages that say something else', () => {
    const checkpoint = new ReadResp.Checkpoint().setCommitPosition('1').setPreparePosition('1');
    const others = [
      new ReadResp().setCheckpoint(checkpoint),
      new ReadResp().setCaughtUp(new ReadResp.CaughtUp()),
      new ReadResp().setConfirmation(new ReadResp.SubscriptionConfirmation().setSubscriptionId('1')),
      new ReadResp().setLastStreamPosition('12'),
      new ReadResp(),
    ];
    for (const other of others) expect(recordIn(bytesOf(other))).toBeUndefined();
  });

  it('is not in bytes that are no message', () =>
    expect(() => recordIn(Buffer.from([0x0b]))).toThrow('No message'));
});
