import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The YAML of the policy that a new log starts with; it lies beside `src`, in the sources as in the build. */
export const defaultPolicyText = (): string =>
  readFileSync(join(__dirname, '..', 'default-policy.yaml'), 'utf8');
