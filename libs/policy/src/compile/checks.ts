import { compileCondition, type Condition } from '../condition/condition';
import type { Vocabulary } from '../condition/vocabulary';
import { parseDuration } from '../duration';
import { within, type PolicyFault } from '../fault';
import type { Millis } from '../policy';

const never: Condition = {
  text: '',
  groups: [],
  holds: () => false,
  explain: () => ({ condition: '', holds: false, measures: {} }),
};

/** Collects the faults of one document, so that all of them are told at once. */
export class Checks {
  readonly faults: PolicyFault[] = [];

  fault(path: string, message: string): void {
    this.faults.push({ path, message });
  }

  duration(text: string | undefined, path: string): Millis {
    const span = text === undefined ? 0 : parseDuration(text);
    if (span === undefined)
      this.fault(path, `"${String(text)}" is no ISO 8601 duration of a fixed length, such as P15D.`);
    return span ?? 0;
  }

  halfLife(text: string, path: string): Millis {
    const span = this.duration(text, path);
    if (span === 0) this.fault(path, 'A half-life is longer than nothing, such as P90D.');
    return span;
  }

  conditions(
    texts: readonly string[] | undefined,
    vocabulary: Vocabulary,
    path: string,
  ): readonly Condition[] {
    return (texts ?? []).map((text, index) => this.condition(text, vocabulary, within(path, index)));
  }

  condition(text: string, vocabulary: Vocabulary, path: string): Condition {
    const compiled = compileCondition(text, vocabulary);
    if (typeof compiled !== 'string') return compiled;
    this.fault(path, compiled);
    return never;
  }

  /** Every name once; `paths` says where each stands. */
  unique(names: readonly string[], path: string): void {
    names.forEach((name, index) => {
      if (names.indexOf(name) < index)
        this.fault(within(path, index, 'name'), `The name \`${name}\` is taken; each is used once.`);
    });
  }
}
