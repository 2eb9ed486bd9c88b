import type { WhatIf } from '@rapport/journey';
import type { Policy } from '@rapport/policy';

/** Which published versions weigh evidence of trust as the candidate does: what they weighed need not be folded once more. */
export class Weighing {
  private readonly alike = new Map<number, boolean>();

  constructor(private readonly whatIf: WhatIf) {}

  isAlike(version: number): boolean {
    const known = this.alike.get(version);
    if (known !== undefined) return known;
    const alike = weights(this.whatIf.published.version(version)) === weights(this.whatIf.candidate);
    this.alike.set(version, alike);
    return alike;
  }
}

/** All that the weight of a fact depends on. */
const weights = ({ document: { opinions, scales } }: Policy): string =>
  JSON.stringify([opinions.trust.evidence, scales]);
