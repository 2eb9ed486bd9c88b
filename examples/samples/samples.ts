/** A command shown in the docs that a reader can run, with the answer shown below it. */
export interface Sample {
  /** For the test's name. */
  readonly title: string;
  readonly script: string;
  /** The JSON shown below it; undefined where none is. */
  readonly answer?: unknown;
}

interface Block {
  readonly info: string;
  readonly text: string;
  /** Where the block ends in the page, and where the next one has to begin to be its answer. */
  readonly end: number;
  readonly begin: number;
}

function blocks(markdown: string): readonly Block[] {
  return [...markdown.matchAll(/^```(\S[^\n]*)\n([\s\S]*?)^```$/gm)].map((match) => ({
    info: match[1] ?? '',
    text: match[2] ?? '',
    begin: match.index,
    end: match.index + match[0].length,
  }));
}

/** The blocks marked "bash run", each with the json block that follows before the next command. */
export function samples(markdown: string): readonly Sample[] {
  const all = blocks(markdown);
  return all.flatMap((block, index) => {
    if (block.info !== 'bash run') return [];
    const next = all[index + 1];
    const answer = next?.info === 'json' ? { answer: JSON.parse(next.text) as unknown } : {};
    return [{ title: block.text.trim().split('\n')[0] ?? '', script: block.text, ...answer }];
  });
}

const anything = '…';

/**
 * Where an answer departs from what the docs show; undefined where it does not. In the docs "…" stands for any value, as the
 * last element of an array for any further elements, and an object may leave out fields by a field named "…".
 */
export function departure(shown: unknown, actual: unknown, path = '$'): string | undefined {
  if (shown === anything) return undefined;
  if (Array.isArray(shown)) return arrayDeparture(shown, actual, path);
  if (isRecord(shown)) return recordDeparture(shown, actual, path);
  return Object.is(shown, actual) ? undefined : differs(shown, actual, path);
}

function arrayDeparture(shown: readonly unknown[], actual: unknown, path: string): string | undefined {
  if (!Array.isArray(actual)) return differs(shown, actual, path);
  const open = shown.at(-1) === anything;
  const wanted = open ? shown.slice(0, -1) : shown;
  if (open ? actual.length < wanted.length : actual.length !== wanted.length) {
    return `${path} has ${actual.length} elements, shown are ${wanted.length}`;
  }
  return first(wanted.map((value, index) => departure(value, actual[index], `${path}[${index}]`)));
}

function recordDeparture(shown: Record<string, unknown>, actual: unknown, path: string): string | undefined {
  if (!isRecord(actual)) return differs(shown, actual, path);
  const { [anything]: open, ...wanted } = shown;
  const extra = open === undefined ? Object.keys(actual).find((key) => !(key in wanted)) : undefined;
  if (extra !== undefined) return `${path}.${extra} is not shown`;
  return first(Object.entries(wanted).map(([key, value]) => departure(value, actual[key], `${path}.${key}`)));
}

const first = (found: readonly (string | undefined)[]): string | undefined =>
  found.find((each) => each !== undefined);
const differs = (shown: unknown, actual: unknown, path: string): string =>
  `${path} is ${JSON.stringify(actual)}, shown is ${JSON.stringify(shown)}`;
const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
