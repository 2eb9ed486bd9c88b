import { compilePolicy, InvalidPolicy, parsePolicy } from '@rapport/policy';
import type { Policy, PolicyFault } from '@rapport/policy';
import type { Problem } from '@rapport/projection';
import { problem } from '../problems/problem';

/** A candidate as a policy of this version. @throws Problem `invalid-policy` with every fault and its place */
export function candidateOf(policy: object | string, version: number): Policy {
  const document = typeof policy === 'string' ? parsePolicy(policy) : policy;
  if (Array.isArray(document)) throw invalidPolicy(document);
  try {
    return compilePolicy(document, version);
  } catch (error) {
    throw error instanceof InvalidPolicy ? invalidPolicy(error.faults) : error;
  }
}

function invalidPolicy(errors: readonly PolicyFault[]): Problem {
  const [first] = errors;
  const place = first?.line === undefined ? first?.path : `line ${first.line}`;
  const where = place === undefined || place === '' ? '' : `${place}: `; // no place: the document as a whole
  const more = errors.length > 1 ? ` (and ${errors.length - 1} more)` : '';
  return problem('invalid-policy', `${where}${first?.message ?? 'The policy is not valid'}${more}`, {
    errors,
  });
}
