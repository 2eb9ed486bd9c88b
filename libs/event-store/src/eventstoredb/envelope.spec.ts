import { encodeEnvelope, ReadEnvelope } from './envelope';

const decodeEnvelope = (text: string, recordedAt: number) => {
  const { schemaVersion, occurredAt, policyVersion, metadata } = new ReadEnvelope(text, recordedAt);
  return { schemaVersion, occurredAt, policyVersion, metadata };
};

const fields = { schemaVersion: 2, occurredAt: -1, policyVersion: 7 };

describe('the envelope of an event', () => {
  it('is read as it was written', () => {
    const metadata = { commandId: 'c', bodyHash: 'h', correlationId: 'k', causationId: 'p', actor: 'a' };
    expect(decodeEnvelope(encodeEnvelope({ ...fields, metadata }), 5)).toEqual({ ...fields, metadata });
    expect(decodeEnvelope(encodeEnvelope({ ...fields, metadata: {} }), 5)).toEqual({
      ...fields,
      metadata: {},
    });
  });

  it("uses EventStoreDB's names for what led to an event", () => {
    const text = encodeEnvelope({ ...fields, metadata: { correlationId: 'k', causationId: 'p' } });
    expect(JSON.parse(text)).toEqual({ ...fields, $correlationId: 'k', $causationId: 'p' });
  });

  it('keeps what others call as we do beside what led to the event', () => {
    const theirs = { ...fields, $correlationId: 'k', correlationId: 'plain', causationId: 'p', own: [1] };
    const read = decodeEnvelope(JSON.stringify(theirs), 5);
    expect(read.metadata).toEqual({
      correlationId: 'k',
      $correlationId: 'plain',
      $causationId: 'p',
      own: [1],
    });
    expect(JSON.parse(encodeEnvelope(read))).toEqual(theirs);
  });

  it('says when the event was recorded only where another log did', () => {
    const read = (text: string) => new ReadEnvelope(text, 5);
    expect(read(encodeEnvelope({ ...fields, metadata: {} })).recordedAt).toBeUndefined();
    const moved = read(encodeEnvelope({ ...fields, metadata: { actor: 'a' } }, 3));
    expect([moved.recordedAt, moved.metadata]).toEqual([3, { actor: 'a' }]);
  });

  it.each(['', 'no json', '[]', 'null', '{"occurredAt":"yesterday"}'])(
    'takes %j, which others wrote',
    (text) => {
      const theirs = { schemaVersion: 1, occurredAt: 5, policyVersion: 0, metadata: {} };
      expect(decodeEnvelope(text, 5)).toEqual(theirs);
    },
  );
});
