import { STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import { Problem } from '@rapport/projection';
import { document, problemMediaType } from '../problems/problem';

/** What Node refuses before there is a request, by its codes; anything else breaks the syntax of HTTP. */
const refusals: Readonly<Record<string, readonly [status: number, detail: string]>> = {
  HPE_HEADER_OVERFLOW: [431, 'The headers of the request are too large. Send fewer or shorter ones.'],
  HPE_INVALID_METHOD: [400, 'The method of the request is none that is known here.'],
  ERR_HTTP_REQUEST_TIMEOUT: [408, 'The request did not arrive in time. Send it again.'],
};

/** Answers in problem details what never became a request, so that no hook or filter sees it, and ends the connection. */
export function answerClientError(error: Error & { code?: string }, socket: Duplex): void {
  if (!socket.writable || error.code === 'ECONNRESET') {
    socket.destroy();
    return;
  }
  const [status, detail] = refusals[error.code ?? ''] ?? [400, 'The request breaks the rules of HTTP.'];
  const title = 'The request cannot be read';
  const body = JSON.stringify(document(new Problem({ status, code: 'malformed-request', title, detail })));
  const head = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}`,
    `content-type: ${problemMediaType}; charset=utf-8`,
    `content-length: ${Buffer.byteLength(body)}`,
    'connection: close',
  ];
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`);
}
