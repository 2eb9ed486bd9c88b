import { evidenceEvents } from '../condition/events';
import { subjectVocabulary } from '../condition/vocabulary';
import type { EvidenceDocument } from '../document';
import { within } from '../fault';
import type { Evidence, EvidenceRule, EvidenceSubject } from '../policy';
import type { Checks } from './checks';

export function compileEvidence(
  name: string,
  document: EvidenceDocument,
  path: string,
  checks: Checks,
): EvidenceRule {
  checkWeights(document, path, checks);
  const { event, where, part, max } = document;
  const vocabulary = { event: evidenceEvents[event] ?? {}, ...subjectVocabulary };
  const condition =
    where === undefined ? undefined : checks.condition(where, vocabulary, within(path, 'where'));
  const weight = weightOf(document);
  return {
    name,
    event,
    ...(part === undefined ? {} : { part }),
    ...(max === undefined ? {} : { max }),
    halfLifeMs: checks.halfLife(document.halfLife, within(path, 'halfLife')),
    weigh: (subject) => (condition === undefined || condition.holds(subject) ? weight(subject) : undefined),
  };
}

function weightOf({
  graded,
  for: forWeight = 0,
  against = 0,
}: EvidenceDocument): (subject: EvidenceSubject) => Evidence | undefined {
  if (graded === undefined) {
    const fixed = { for: forWeight, against };
    return () => fixed;
  }
  return ({ score }) =>
    score === undefined
      ? undefined
      : { for: (graded * (1 + score)) / 2, against: (graded * (1 - score)) / 2 };
}

function checkWeights(document: EvidenceDocument, path: string, checks: Checks): void {
  const fixed = document.for !== undefined || document.against !== undefined;
  if (fixed === (document.graded !== undefined)) {
    checks.fault(path, 'Evidence has either `graded`, or `for` and / or `against`.');
  }
  if (document.graded !== undefined && document.event !== 'FeedbackGiven') {
    checks.fault(
      within(path, 'graded'),
      'Only FeedbackGiven has a score to grade by; use `for` and / or `against`.',
    );
  }
}
