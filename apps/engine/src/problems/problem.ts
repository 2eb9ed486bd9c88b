import { Problem } from '@rapport/projection';
import { problemCodes, type ProblemCode } from './codes';

/** A problem of the engine's own table. `detail` says what happened this time and what to do; it quotes nothing personal. */
export function problem(
  code: ProblemCode,
  detail: string,
  extra?: Readonly<Record<string, unknown>>,
): Problem {
  return new Problem({ ...problemCodes[code], code, detail, ...(extra ? { extra } : {}) });
}

/** RFC 9457 members of an answer. */
export interface ProblemDocument {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly code: string;
  readonly [member: string]: unknown;
}

export const problemMediaType = 'application/problem+json';

export function document({ code, title, status, detail, extra }: Problem): ProblemDocument {
  return { type: `urn:rapport:problem:${code}`, title, status, detail, code, ...extra };
}
