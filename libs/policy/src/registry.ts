import type { Millis, Policy, PolicyHistory } from './policy';

/** An event is stamped with a version that nobody published. */
export class UnknownPolicyVersion extends Error {
  readonly code = 'unknown-policy-version';
  override readonly name = UnknownPolicyVersion.name;
}

/** The published versions of a policy, in memory. */
export class PolicyRegistry implements PolicyHistory {
  private readonly versions = new Map<number, Policy>();
  /** In the order of their versions. */
  private readonly publications: { readonly policy: Policy; readonly recordedAt: Millis }[] = [];

  constructor(policies: Iterable<Policy> = []) {
    for (const policy of policies) this.add(policy);
  }

  /**
   * A version is published once: adding it again, however equal, is a bug of the caller.
   * @param recordedAt when; default: always known
   */
  add(policy: Policy, recordedAt: Millis = -Infinity): void {
    if (this.versions.has(policy.version)) {
      throw new Error(
        `Policy version ${policy.version} is already there; a changed policy gets a new version.`,
      );
    }
    this.versions.set(policy.version, policy);
    this.publications.push({ policy, recordedAt });
    this.publications.sort((a, b) => a.policy.version - b.policy.version);
  }

  /** In the order of their versions. */
  get all(): readonly Policy[] {
    return this.publications.map(({ policy }) => policy);
  }

  get inForce(): Policy {
    const newest = this.publications.at(-1)?.policy;
    if (newest === undefined)
      throw new Error('No policy is published yet: publish one before anything is decided.');
    return newest;
  }

  inForceAt(recordedAt: Millis): Policy {
    const known = this.publications.findLast((publication) => publication.recordedAt <= recordedAt);
    return known?.policy ?? this.publications[0]?.policy ?? this.inForce;
  }

  version(version: number): Policy {
    const policy = this.versions.get(version);
    if (policy !== undefined) return policy;
    const known = [...this.versions.keys()].sort((a, b) => a - b).join(', ') || 'none';
    throw new UnknownPolicyVersion(`There is no policy version ${version}; published are: ${known}.`);
  }
}
