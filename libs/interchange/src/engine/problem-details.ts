import type { ProblemDetails } from './errors';

/** Reads a problem document out of an answer's body, whatever it is. */
export function problemDetails(body: unknown, status: number): ProblemDetails {
  const { code, detail, title, errors } = isObject(body) ? body : {};
  const words = [detail, title].find((each) => typeof each === 'string') ?? `The engine answered ${status}.`;
  return {
    code: typeof code === 'string' ? code : `http-${status}`,
    detail: [words, ...unsaid(errors, words)].join(' '),
  };
}

/** Which fields were wrong, without their values, as far as these words do not say it. */
function unsaid(errors: unknown, words: string): readonly string[] {
  if (!Array.isArray(errors)) return [];
  const messages = errors.map((error: unknown) =>
    isObject(error) && typeof error.message === 'string' ? error.message : '',
  );
  const others = [...new Set(messages)].filter((message) => !words.includes(message));
  return others.length === 0 ? [] : [others.join('; ')];
}

export const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
