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
    [
      failed(
        'No connection established. Last error: Error: 40FD:error:0A00010B:SSL routines:tls_validate_record_header:wrong version number:ssl.c:77:\n. Resolution note: ',
      ),
      'it has no TLS, which the connection string asks for: where that is meant, write tls=false',
    ],
    [
      failed(
        'No connection established. Last error: Failed to connect (2026-11-23T01:30:33.193Z). Resolution note: ',
      ),
      'it ends connections at once: perhaps it has TLS, and the connection string says tls=false',
    ],
    [failed('Connection dropped'), '14 UNAVAILABLE: Connection dropped'],
    [
      new Error('Failed to discover after 10 attempts.'),
      'no usable member of a cluster was found by the connection string',
    ],
    [
      new Error('Failed to discover after 10 attempts. (a:2113: no such host name)'),
      'no usable member of a cluster was found by the connection string (a:2113: no such host name)',
    ],
  ])('is said without what gRPC says around it', (error, reason) =>
    expect(translated(error)).toMatchObject({
      code: 'store-unavailable',
      message: `EventStoreDB does not answer: ${reason}`,
    }),
  );
});
