import type { Policies, Policy } from './policy';

/** The published versions of a policy, in memory. */
export class PolicyRegistry implements Policies {
  private readonly versions = new Map<number, Policy>();
  private newest: Policy | undefined;

  constructor(policies: Iterable<Policy> = []) {
    for (const policy of policies) this.add(policy);
  }

  /** A version is published once: adding it again, however equal, is a bug of the caller. */
  add(policy: Policy): void {
    if (this.versions.has(policy.version)) {
      throw new Error(
        `Policy version ${policy.version} is already there; a changed policy gets a new version.`,
      );
    }
    this.versions.set(policy.version, policy);
    if (this.newest === undefined || policy.version > this.newest.version) this.newest = policy;
  }

  get inForce(): Policy {
    if (this.newest === undefined)
      throw new Error('No policy is published yet: publish one before anything is decided.');
    return this.newest;
  }

  version(version: number): Policy {
    const policy = this.versions.get(version);
    if (policy !== undefined) return policy;
    const known = [...this.versions.keys()].sort((a, b) => a - b).join(', ') || 'none';
    throw new Error(`There is no policy version ${version}; published are: ${known}.`);
  }
}
