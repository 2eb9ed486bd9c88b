import { readFile } from 'node:fs/promises';
import { schemaFaults } from './check-schema';
import { compileMapping } from './compile';
import type { MappingDocument } from './document';
import { InvalidMapping } from './fault';
import type { Mapping } from './mapping';
import { MappingText } from './mapping-text';

/**
 * Reads a mapping from its YAML text.
 *
 * @param file what the text is called in messages
 * @throws InvalidMapping with the place of each fault and what would be right there
 */
export function parseMapping(yaml: string, file: string): Mapping {
  const text = new MappingText(yaml);
  const faults = text.faults.length > 0 ? text.faults : schemaFaults(text);
  if (faults.length > 0) throw new InvalidMapping(file, faults);
  return compileMapping(text.value as MappingDocument, text, file);
}

/** @throws InvalidMapping, and what reading the file throws */
export async function readMapping(file: string): Promise<Mapping> {
  return parseMapping(await readFile(file, 'utf8'), file);
}
