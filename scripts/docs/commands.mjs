import { commonFields, fieldsOf, says } from './fields.mjs';
import { built, code, lines } from './markdown.mjs';

const rule = ({ code: name }) => `[${code(name)}](rules.md#${anchor(name)})`;
export const anchor = (name) => name.replaceAll('.', '');

function section(entry) {
  const { name, payload, records, definition } = entry;
  return [
    `## ${name}`,
    '',
    says(payload.name),
    '',
    `Records [${code(records)}](events.md#${records.toLowerCase()}).`,
    '',
    fieldsOf(entry),
    '',
    `Rules, in this order: ${definition.guards.map(rule).join(', ') || 'none'}.`,
    '',
  ];
}

/** Every command, from the catalogue. */
export async function commands() {
  const { catalogue } = await built('libs/journey/src/index');
  const entries = Object.values(catalogue.commands);
  return lines(
    '# Commands',
    '',
    'A command says what happened. It is sent to `POST /v1/commands/<name>`, or as a line of a bulk request; see [send commands](../how-to/send-commands.md). Fields that are not listed are refused.',
    '',
    'Fields marked *personal* name a person, or are free text that may. Instants are ISO 8601 in UTC, dates `YYYY-MM-DD`, amounts whole minor units of an ISO 4217 currency.',
    '',
    '## Fields of every command',
    '',
    'Beside `journeyId`, `commandId`, `occurredAt`, `correlationId` and `causationId`, every command may say where it comes from:',
    '',
    commonFields(entries[0]),
    '',
    entries.flatMap(section),
  );
}
