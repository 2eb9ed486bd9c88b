import { Conditions } from '../condition/conditions';
import { measuresVocabulary } from '../condition/vocabulary';
import type { StageDocument } from '../document';
import { within } from '../fault';
import type { DriverKind, Millis } from '../policy';
import type { Checks } from '../compile/checks';

export interface Stage {
  readonly name: string;
  readonly fromAny: boolean;
  readonly enter: Conditions;
  readonly stay: Conditions;
  readonly advanceOn: readonly DriverKind[];
  /** Time to be spent in the stage below first. */
  readonly dwellMs: Millis;
  readonly leave?: { readonly to: string; readonly dwellMs: Millis; readonly when: Conditions };
  readonly guidance: string | undefined;
}

export function compileStage(document: StageDocument, path: string, checks: Checks): Stage {
  const { name, enter, stay, leave, guidance } = document;
  const conditions = (key: string, texts: readonly string[] | undefined) =>
    new Conditions(checks.conditions(texts, measuresVocabulary, `${path}/${key}`));
  return {
    name,
    fromAny: document.fromAny === true,
    enter: conditions('enter', enter),
    stay: conditions('stay', stay),
    advanceOn: document.advanceOn ?? ['fact'],
    dwellMs: checks.duration(document.dwell, within(path, 'dwell')),
    ...(leave === undefined
      ? {}
      : {
          leave: {
            to: leave.to,
            dwellMs: checks.duration(leave.dwell, within(path, 'leave', 'dwell')),
            when: conditions('leave/when', leave.when),
          },
        }),
    guidance,
  };
}
