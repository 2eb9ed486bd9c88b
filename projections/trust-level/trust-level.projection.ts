import type { EvidenceState } from '@rapport/journey';
import type { EvidenceSums } from '@rapport/policy';
import { projection } from '@rapport/projection';
import { json } from '@rapport/read-store';
import { trustFold } from './trust-level.fold';

/**
 * One row per journey: the decayed sums of the evidence about trust by rule, each as it stood when evidence was last added to
 * it. How far they have decayed since, and which level that is, is computed for the moment that a query asks about.
 */
export const trustLevel = projection({
  name: 'trust-level',
  version: 1,
  fold: trustFold,
  table: { sums: json<EvidenceSums>() },
  rows: ({ trust }: EvidenceState) => [{ part: '', row: { sums: trust } }],
});
