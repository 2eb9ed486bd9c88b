import type { FastifyRequest } from 'fastify';
import { isUtf8 } from 'node:buffer';
import { problem } from '../problems/problem';

const byteOrderMark = '\ufeff';

/**
 * A body as text, without a byte order mark. Nothing is guessed: what would be read as other characters than were sent is refused.
 * @throws Problem `unsupported-media-type`, `malformed-json`
 */
export function bodyText({ headers }: Pick<FastifyRequest, 'headers'>, body: Buffer): string {
  const encoding = headers['content-encoding'];
  if (encoding !== undefined && encoding.toLowerCase() !== 'identity')
    throw problem('unsupported-media-type', 'Send the body as it is, without a content encoding.');
  const charset = /;\s*charset\s*=\s*"?([^";\s]*)/i.exec(headers['content-type'] ?? '')?.[1];
  if (charset !== undefined && !/^utf-?8$/i.test(charset))
    throw problem('unsupported-media-type', 'Send the body in UTF-8; other character sets are not read.');
  if (!isUtf8(body))
    throw problem('malformed-json', 'The body must be in UTF-8, which some of its bytes are not.');
  const text = body.toString('utf8');
  return text.startsWith(byteOrderMark) ? text.slice(1) : text;
}

/** A body that is one JSON document. Its members are taken as data whatever their names: unknown ones are refused by the schemas. */
export function bodyJson(request: Pick<FastifyRequest, 'headers'>, body: Buffer): unknown {
  const text = bodyText(request, body);
  try {
    return JSON.parse(text);
  } catch {
    throw problem('malformed-json', 'The body must be one JSON document, in UTF-8.');
  }
}

/** As Fastify wants it: errors are handed over, not thrown. */
export const parserOf =
  (read: (request: FastifyRequest, body: Buffer) => unknown) =>
  (request: FastifyRequest, body: Buffer, done: (error: Error | null, body?: unknown) => void): void => {
    let parsed: unknown;
    try {
      parsed = read(request, body);
    } catch (error) {
      done(error as Error);
      return;
    }
    done(null, parsed);
  };
