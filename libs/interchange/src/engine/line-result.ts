import type { ProblemDetails } from './errors';
import { isObject, problemDetails } from './problem-details';

/** What the engine answered to one command. */
export type LineResult =
  | { readonly outcome: 'recorded' | 'replayed' | 'unchanged'; readonly position?: string }
  | { readonly outcome: 'refused'; readonly problem: ProblemDetails }
  /** The engine could not just now. */
  | { readonly outcome: 'unavailable'; readonly problem: ProblemDetails };

/** Undefined where the line is no result, as when the answer broke off within it. */
export function parseLineResult(line: string): LineResult | undefined {
  const answer = parse(line);
  if (!isObject(answer)) return undefined;
  const { status, replayed, position, problem } = answer;
  switch (status) {
    case 'recorded':
    case 'unchanged':
      return {
        outcome: replayed === true ? 'replayed' : status,
        ...(typeof position === 'string' && { position }),
      };
    case 'refused':
    case 'failed':
      return {
        outcome: isPassing(problem) ? 'unavailable' : 'refused',
        problem: problemDetails(problem, 500),
      };
    default:
      return undefined;
  }
}

/** Statuses of what may go well in a moment. */
export const passingStatuses: ReadonlySet<unknown> = new Set([408, 429, 502, 503, 504]);

const isPassing = (problem: unknown): boolean => isObject(problem) && passingStatuses.has(problem.status);

function parse(line: string): unknown {
  try {
    return JSON.parse(line) as unknown;
  } catch {
    return undefined;
  }
}
