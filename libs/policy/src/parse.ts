import { createRequire } from 'node:module';
import type * as Yaml from 'yaml';
import { compileDocument } from './compile/compile';
import type { PolicyDocument } from './document';
import type { PolicyFault } from './fault';

const load = createRequire(__filename);
/** Loaded when a text is parsed: threads are handed documents. */
const yaml = (): typeof Yaml => load('yaml') as typeof Yaml;

/** Reads a policy document and checks it whole. What is wrong comes back as faults that point at the line of the text. */
export function parsePolicy(yamlText: string): PolicyDocument | PolicyFault[] {
  const { LineCounter, parseDocument } = yaml();
  const lines = new LineCounter();
  const text = parseDocument(yamlText, { lineCounter: lines });
  const place = (offset: number) => {
    const { line, col } = lines.linePos(offset);
    return { line, column: col };
  };
  if (text.errors.length > 0) {
    return text.errors.map((error) => ({
      path: '',
      message: firstLine(error.message),
      ...place(error.pos[0]),
    }));
  }
  const document = unaliased(text);
  if (document === undefined)
    return [
      {
        path: '',
        message: 'Its aliases (`*name`) lead in a circle, or repeat too much: write the values out.',
      },
    ];
  const checked = compileDocument(document);
  if ('document' in checked) return checked.document;
  return checked.faults.map((fault) => ({ ...fault, ...place(offsetOf(text, fault.path)) }));
}

/** Undefined where aliases make it endless, or as good as. */
function unaliased(text: Yaml.Document): unknown {
  try {
    const document: unknown = text.toJS();
    return holdsItself(document) ? undefined : document;
  } catch (error) {
    if (error instanceof ReferenceError) return undefined; // what the parser throws for very many aliases
    throw error;
  }
}

/** YAML can say that, JSON cannot. */
function holdsItself(value: unknown, around: readonly unknown[] = []): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if (around.includes(value)) return true;
  return Object.values(value).some((member) => holdsItself(member, [...around, value]));
}

/** YAML's own messages quote the place below the first line; the fault has it as numbers. */
const firstLine = (message: string): string =>
  (message.split('\n')[0] ?? message).replace(/ at line \d+, column \d+:?$/, '');

/** Where in the text a JSON pointer leads: to the key for members of maps, else to the value; as far as the text has it. */
function offsetOf(text: Yaml.Document, pointer: string): number {
  const keys = pointer
    .split('/')
    .slice(1)
    .map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~'));
  const { isMap, isPair } = yaml();
  let offset = startOf(text.contents) ?? 0;
  for (let depth = 1; depth <= keys.length; depth++) {
    const owner: unknown = depth === 1 ? text.contents : text.getIn(keys.slice(0, depth - 1), true);
    const key = keys[depth - 1];
    const pair = isMap(owner)
      ? owner.items.find((item) => isPair(item) && String(item.key) === key)
      : undefined;
    offset = startOf(pair?.key) ?? startOf(text.getIn(keys.slice(0, depth), true)) ?? offset;
  }
  return offset;
}

const startOf = (node: unknown): number | undefined => (yaml().isNode(node) ? node.range?.[0] : undefined);
