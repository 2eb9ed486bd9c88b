import { Metadata, status } from '@grpc/grpc-js';
import { translated } from './server-error';

const failed = (details: string) =>
  Object.assign(new Error(`14 UNAVAILABLE: ${details}`), {
    ...{ code: status.UNAVAILABLE, details, metadata: new Metadata() },
  });

describe('why EventStoreDB does not answer', () => {
  it.each([
    [
      failed(
        'No connection established. Last error: Error: connect ECONNREFUSED 127.0.0.1:9. Resolution note: ',
      ),
      'connect ECONNREFUSED 127.0.0.1:9',
    ],
    [
      failed(
        'No connection established. Last error: read ECONNRESET (2026-11-23T01:30:33.193Z). Resolution note: ',
      ),
      'read ECONNRESET',
    ],
    [failed('Connection dropped'), '14 UNAVAILABLE: Connection dropped'],
    [
      new Error('Failed to discover after 10 attempts.'),
      'no usable member of a cluster was found by the connection string',
    ],
  ])('is said without what gRPC says around it', (error, reason) =>
    expect(translated(error)).toMatchObject({
      code: 'store-unavailable',
      message: `EventStoreDB does not answer: ${reason}`,
    }),
  );
});
