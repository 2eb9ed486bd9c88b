import { compilePolicy, defaultPolicyText, parsePolicy, PolicyRegistry } from '@rapport/policy';
import type { Policy, PolicyDocument } from '@rapport/policy';

function defaultDocument(): PolicyDocument {
  const parsed = parsePolicy(defaultPolicyText());
  if (Array.isArray(parsed)) throw new Error(`The default policy is at fault: ${JSON.stringify(parsed)}`);
  return parsed;
}

/** The default policy as a version, changed where the spec says so. */
export const defaultPolicy = (version = 1, changes: Partial<PolicyDocument> = {}): Policy =>
  compilePolicy({ ...defaultDocument(), ...changes }, version);

/** The default policy as version 1, or the given versions; the last one is in force. */
export const policiesOf = (...policies: readonly Policy[]): PolicyRegistry =>
  new PolicyRegistry(policies.length === 0 ? [defaultPolicy()] : policies);
