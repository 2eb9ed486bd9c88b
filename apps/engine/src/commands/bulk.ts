import type { Problem } from '@rapport/projection';
import { bulkConcurrency } from '../http/limits';
import { document, type ProblemDocument } from '../problems/problem';
import type { CommandAnswer } from './answer';
import { parseLine } from './bulk-lines';

/** What one line of a bulk request is answered with. */
export interface LineResult extends Partial<
  Pick<CommandAnswer, 'commandId' | 'replayed' | 'position' | 'events'>
> {
  /** From 1. */
  readonly line: number;
  readonly status: 'recorded' | 'unchanged' | 'refused' | 'failed';
  readonly problem?: ProblemDocument;
}

export interface BulkParts {
  dispatch(name: string, body: unknown): Promise<CommandAnswer>;
  /** The problem that an error is told as; logs what nobody is told. */
  explain(error: unknown): Problem;
}

/** Enough to keep the socket busy, little enough to hold. Characters. */
const chunkLength = 16 * 1024;

/**
 * Dispatches the lines in order and yields their results in order, as NDJSON in chunks. Lines of one journey are decided one
 * after the other (its cell sees to that), those of others meanwhile. No more are under way than `bulkConcurrency`, and none is
 * begun while the reader of the results lags behind.
 */
export async function* bulk(lines: readonly string[], parts: BulkParts): AsyncGenerator<string> {
  const underWay: Promise<LineResult>[] = [];
  let next = 0;
  let chunk = '';
  for (let done = 0; done < lines.length; done++) {
    while (next < lines.length && underWay.length < bulkConcurrency) {
      underWay.push(dispatchLine(lines[next] ?? '', next + 1, parts));
      next++;
    }
    chunk += `${JSON.stringify(await underWay.shift())}\n`;
    if (chunk.length < chunkLength) continue;
    yield chunk;
    chunk = '';
  }
  if (chunk !== '') yield chunk;
}

/** Never rejects: what goes wrong is the line's result. */
async function dispatchLine(text: string, line: number, parts: BulkParts): Promise<LineResult> {
  let commandId: unknown;
  try {
    const { command, body } = parseLine(text);
    commandId = body['commandId'];
    const { status, replayed, position, events, ...answer } = await parts.dispatch(command, body);
    return { line, status, replayed, commandId: answer.commandId, position, events };
  } catch (error) {
    const found = parts.explain(error);
    return {
      line,
      status: found.status < 500 ? 'refused' : 'failed',
      ...(typeof commandId === 'string' ? { commandId } : {}),
      problem: document(found),
    };
  }
}
