import { opinionVocabulary } from '../condition/vocabulary';
import type { OpinionDocument } from '../document';
import { within } from '../fault';
import type { EvidenceRule, OpinionPolicy } from '../policy';
import type { Checks } from './checks';
import { compileEvidence } from './evidence';

export function compileOpinion(document: OpinionDocument, path: string, checks: Checks): OpinionPolicy {
  const { weight, baseRate } = document.prior;
  const rules = Object.entries(document.evidence).map(([name, evidence]) =>
    compileEvidence(name, evidence, within(path, 'evidence', name), checks),
  );
  const byEvent = new Map<string, EvidenceRule[]>();
  for (const rule of rules) byEvent.set(rule.event, [...(byEvent.get(rule.event) ?? []), rule]);
  const none: readonly EvidenceRule[] = [];
  return {
    rulesFor: (eventType) => byEvent.get(eventType) ?? none,
    opinion: (forSum, againstSum) => {
      const all = forSum + againstSum + weight;
      const belief = forSum / all;
      const uncertainty = weight / all;
      return {
        belief,
        disbelief: againstSum / all,
        uncertainty,
        expectation: belief + baseRate * uncertainty,
      };
    },
    ...compileLevels(document, path, checks),
  };
}

function compileLevels(
  { levels = [] }: OpinionDocument,
  path: string,
  checks: Checks,
): Pick<OpinionPolicy, 'level' | 'levelNames'> {
  const list = within(path, 'levels');
  checks.unique(
    levels.map(({ name }) => name),
    list,
  );
  const compiled = levels.map(({ name, when }, index) => {
    const last = index === levels.length - 1;
    if (last !== (when === undefined)) {
      checks.fault(
        within(list, index),
        'Every level has `when`, except the last, which holds where no other does.',
      );
    }
    return { name, conditions: checks.conditions(when, opinionVocabulary, within(list, index, 'when')) };
  });
  return {
    levelNames: levels.map(({ name }) => name),
    level: (opinion) =>
      compiled.find(({ conditions }) => conditions.every((condition) => condition.holds(opinion)))?.name ??
      '',
  };
}
