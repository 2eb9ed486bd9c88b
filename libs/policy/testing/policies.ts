import { compilePolicy, defaultPolicyText, parsePolicy, type Policy, type PolicyDocument } from '../src';

/** The default policy's document. */
export const defaultDocument = (): PolicyDocument => {
  const document = parsePolicy(defaultPolicyText());
  if (Array.isArray(document)) throw new Error(`The default policy has faults: ${JSON.stringify(document)}`);
  return document;
};

export const defaultPolicy = (): Policy => compilePolicy(defaultDocument(), 1);
