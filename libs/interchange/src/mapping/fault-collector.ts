import type { MappingFault } from './fault';
import type { MappingText, Path } from './mapping-text';
import { unknownName } from './nearest';

/** Gathers what is wrong in a mapping, so that all of it is reported at once. */
export class FaultCollector {
  readonly all: MappingFault[] = [];

  constructor(private readonly text: MappingText) {}

  add(path: Path, message: string): void {
    this.all.push(this.text.fault(path, message));
  }

  addAtKey(path: Path, key: string, message: string): void {
    this.all.push(this.text.keyFault(path, key, message));
  }

  addInExpression(path: Path, expression: string, offset: number, message: string): void {
    this.all.push(this.text.expressionFault(path, expression, offset, message));
  }

  unknown(path: Path, kind: string, name: string, known: Iterable<string>): void {
    this.add(path, unknownName(kind, name, known));
  }
}
