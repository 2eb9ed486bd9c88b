import { maxBulkLines } from '../http/limits';
import { problem } from '../problems/problem';

const lineFeed = '\n';

/** The lines of an NDJSON body; the end of the last one is no line of its own. @throws Problem `too-many-lines` */
export function splitLines(body: string): string[] {
  let count = body === '' || body.endsWith(lineFeed) ? 0 : 1;
  for (let at = body.indexOf(lineFeed); at !== -1; at = body.indexOf(lineFeed, at + 1)) count++;
  if (count > maxBulkLines) {
    throw problem(
      'too-many-lines',
      `The request has ${count} lines; ${maxBulkLines} are the most. Nothing of it was done: send it in parts.`,
      { lines: count, maxLines: maxBulkLines },
    );
  }
  const lines = body.split(lineFeed);
  if (lines.at(-1) === '') lines.pop();
  return lines;
}

/** A line's command and what it carries. @throws Problem `malformed-json`, `validation-failed` */
export function parseLine(line: string): { command: string; body: Record<string, unknown> } {
  const { command, ...body } = parseObject(line);
  if (typeof command === 'string') return { command, body };
  throw problem('validation-failed', 'The line does not say which command it is.', {
    errors: [{ path: 'command', message: 'command must be the name of a command' }],
  });
}

function parseObject(line: string): Record<string, unknown> {
  let parsed: unknown;
  try {
    parsed = JSON.parse(line);
  } catch {
    throw problem('malformed-json', 'The line is not a JSON document.');
  }
  if (typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed)) return { ...parsed };
  throw problem('validation-failed', 'The line must be a JSON object.', {
    errors: [{ path: '', message: 'The line must be a JSON object' }],
  });
}
