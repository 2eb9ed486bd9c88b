import type { MappingDocument, TableDocument } from './document';
import { FaultCollector } from './fault-collector';
import { compileRowKind } from './compile-row-kind';
import { InvalidMapping } from './fault';
import type { Mapping, Table } from './mapping';
import type { MappingText } from './mapping-text';
import { mappingEnvironment } from '../expression/functions';
import { isZone } from '../time/instant';

/**
 * Compiles a document that meets the schema.
 *
 * @param file the mapping's name in messages
 * @throws InvalidMapping with every fault
 */
export function compileMapping(document: MappingDocument, text: MappingText, file: string): Mapping {
  const faults = new FaultCollector(text);
  const zone = document.zone ?? 'UTC';
  if (!isZone(zone))
    faults.add(['zone'], `"${zone}" is no time zone. Write an IANA name such as UTC or Europe/Rome.`);
  const tables = compileTables(document, faults);
  const environment = mappingEnvironment({ source: document.source, zone: isZone(zone) ? zone : 'UTC' });
  const state = document.state ?? {};
  tablesPlayedTwice(document, faults);
  const kinds = document.rows.map((_, index) =>
    compileRowKind(document, index, { tables, environment, faults, state }),
  );
  if (faults.all.length > 0) throw new InvalidMapping(file, faults.all);
  return {
    name: document.mapping,
    version: document.version,
    source: document.source,
    format: document.format,
    zone,
    tables,
    state,
    kinds: kinds.filter((kind) => kind !== undefined),
    text: text.text,
  };
}

function compileTables({ tables }: MappingDocument, faults: FaultCollector): ReadonlyMap<string, Table> {
  const entries = Object.entries(tables);
  for (const [name, table] of entries) {
    if (table.file === undefined && entries.length > 1)
      faults.add(
        ['tables', name],
        `Table \`${name}\` names no \`file\`: where there are several tables, each is a file in a folder.`,
      );
    if (table.key !== undefined && !(table.key in table.columns))
      faults.unknown(['tables', name, 'key'], 'column', table.key, Object.keys(table.columns));
  }
  return new Map(entries.map(([name, table]: [string, TableDocument]) => [name, { name, ...table }]));
}

function tablesPlayedTwice({ rows }: MappingDocument, faults: FaultCollector): void {
  rows.forEach(({ table }, index) => {
    if (rows.findIndex((other) => other.table === table) < index)
      faults.add(
        ['rows', index, 'table'],
        `The rows of \`${table}\` are played already. Put its rules in one place.`,
      );
  });
}
