import { isMap, isPair, isScalar, LineCounter, parseDocument, type Document, type Node } from 'yaml';
import type { MappingFault } from './fault';

export type Path = readonly (string | number)[];

/** The YAML text of a mapping, which knows where everything in it stands. */
export class MappingText {
  private readonly lines = new LineCounter();
  private readonly document: Document.Parsed;

  constructor(readonly text: string) {
    this.document = parseDocument(text, { lineCounter: this.lines, prettyErrors: false });
  }

  /** What keeps the text from being YAML: the first fault, since others mostly follow from it. */
  get faults(): readonly MappingFault[] {
    return this.document.errors
      .slice(0, 1)
      .map(({ code, message, pos }) =>
        this.at(pos[0], code === 'DUPLICATE_KEY' ? `${message}.` : `${message}. ${quoting}`),
      );
  }

  get value(): unknown {
    return this.document.toJS() as unknown;
  }

  /** A fault of the value at a path. */
  fault(path: Path, message: string): MappingFault {
    return this.at(this.node(path)?.range?.[0] ?? 0, message);
  }

  /** A fault of a key in the object at a path. */
  keyFault(path: Path, key: string, message: string): MappingFault {
    const node = this.node(path);
    const pair = isMap(node) ? node.items.find((item) => isPair(item) && keyOf(item.key) === key) : undefined;
    const offset = isScalar(pair?.key) ? pair.key.range?.[0] : node?.range?.[0];
    return this.at(offset ?? 0, message);
  }

  /** A fault at a place in the expression at a path; where the expression spans lines, at its begin. */
  expressionFault(path: Path, expression: string, offset: number, message: string): MappingFault {
    const [start, end] = this.node(path)?.range ?? [0, 0];
    const inText = this.text.slice(start, end).indexOf(expression);
    return this.at(inText < 0 ? start : start + inText + offset, message);
  }

  private node(path: Path): Node | undefined {
    return path.length === 0
      ? (this.document.contents ?? undefined)
      : (this.document.getIn(path, true) as Node | undefined);
  }

  private at(offset: number, message: string): MappingFault {
    const { line, col } = this.lines.linePos(offset);
    return { line: Math.max(line, 1), column: Math.max(col, 1), message };
  }
}

const quoting =
  "Put quotes around a text that starts with a quote or a bracket, or holds ': ' or ' #' (for example when: '\"Closed\" in seen')";

const keyOf = (key: unknown): unknown => (isScalar(key) ? key.value : key);
