import type { Problem } from '@rapport/projection';
import { maxBulkUnderWay } from '../http/limits';
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

/** The results of the lines, in order, as NDJSON in chunks. None is begun while the reader of the results lags behind. */
export async function* bulk(lines: readonly string[], parts: BulkParts): AsyncGenerator<string> {
  let chunk = '';
  for await (const result of results(lines, parts)) {
    chunk += `${JSON.stringify(result)}\n`;
    if (chunk.length < chunkLength) continue;
    yield chunk;
    chunk = '';
  }
  if (chunk !== '') yield chunk;
}

/**
 * Dispatches in order, a bounded number ahead of what is read. Lines of one journey are decided one after the other (its cell
 * sees to that), those of others meanwhile; what is under way shares the store's transactions.
 */
async function* results(lines: readonly string[], parts: BulkParts): AsyncGenerator<LineResult> {
  const underWay: Promise<LineResult>[] = [];
  for (const [index, text] of lines.entries()) {
    const oldest = underWay.length < maxBulkUnderWay ? undefined : underWay.shift();
    if (oldest !== undefined) yield await oldest;
    underWay.push(dispatchLine(text, index + 1, parts));
  }
  for (const result of underWay) yield await result;
}

/** Never rejects: what goes wrong is the line's result. */
async function dispatchLine(text: string, line: number, parts: BulkParts): Promise<LineResult> {
  let commandId: unknown;
  try {
    const { command, body } = parseLine(text);
    commandId = body.commandId;
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
