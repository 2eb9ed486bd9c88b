import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import { answerClientError } from './client-error';

const answerTo = (code: string): Promise<string> => {
  const socket = new PassThrough();
  answerClientError(Object.assign(new Error(code), { code }), socket);
  return text(socket);
};

describe('what never became a request', () => {
  it.each([
    ['ERR_HTTP_REQUEST_TIMEOUT', 'HTTP/1.1 408 Request Timeout', 'request-timeout'],
    ['HPE_HEADER_OVERFLOW', 'HTTP/1.1 431 Request Header Fields Too Large', 'malformed-request'],
    ['HPE_INVALID_METHOD', 'HTTP/1.1 400 Bad Request', 'malformed-request'],
    ['HPE_ANYTHING', 'HTTP/1.1 400 Bad Request', 'malformed-request'],
  ])('is answered: %s', async (code, line, named) => {
    const [head = '', body = ''] = (await answerTo(code)).split('\r\n\r\n');
    expect(head.split('\r\n')).toEqual([
      line,
      'content-type: application/problem+json; charset=utf-8',
      `content-length: ${body.length}`,
      'connection: close',
    ]);
    expect(JSON.parse(body)).toMatchObject({ code: named, status: Number(line.split(' ')[1]) });
  });

  it('is not, where the connection is gone', () => {
    const socket = new PassThrough();
    answerClientError(Object.assign(new Error('reset'), { code: 'ECONNRESET' }), socket);
    expect(socket.destroyed).toBe(true);
  });
});
