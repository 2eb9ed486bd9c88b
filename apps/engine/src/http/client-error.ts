import { STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import { Problem } from '@rapport/projection';
import { problemCodes } from '../problems/codes';
import { document, problemMediaType } from '../problems/problem';

type Code = 'malformed-request' | 'request-timeout';
type Refusal = readonly [status: number, code: Code, detail: string];

/** What Node refuses before there is a request, by its codes; anything else breaks the syntax of HTTP. */
const refusals: Readonly<Record<string, Refusal>> = {
  HPE_HEADER_OVERFLOW: [
    431,
    'malformed-request',
    'The headers of the request are too large. Send fewer or shorter ones.',
  ],
  HPE_INVALID_METHOD: [400, 'malformed-request', 'The method of the request is none that is known here.'],
  // Also of a connection on which there was none for so long, so that the next one meets it: nothing of that was read.
  ERR_HTTP_REQUEST_TIMEOUT: [
    408,
    'request-timeout',
    'Send it again: a command that was done is known by its id.',
  ],
};
const broken: Refusal = [400, 'malformed-request', 'The request breaks the rules of HTTP.'];

/** Answers in problem details what never became a request, so that no hook or filter sees it, and ends the connection. */
export function answerClientError(error: Error & { code?: string }, socket: Duplex): void {
  if (!socket.writable || error.code === 'ECONNRESET') {
    socket.destroy();
    return;
  }
  const [status, code, detail] = refusals[error.code ?? ''] ?? broken;
  const { title } = problemCodes[code];
  const body = JSON.stringify(document(new Problem({ status, code, title, detail })));
  const head = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}`,
    `content-type: ${problemMediaType}; charset=utf-8`,
    `content-length: ${Buffer.byteLength(body)}`,
    'connection: close',
  ];
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`);
}
