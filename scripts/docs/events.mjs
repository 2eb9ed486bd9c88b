import { commonFields, fieldsOf, says } from './fields.mjs';
import { built, lines, table } from './markdown.mjs';

const section = (entry) => [
  `## ${entry.type}`,
  '',
  says(entry.payload.name),
  '',
  `A ${entry.kind}, schema version ${entry.schemaVersion}.`,
  '',
  fieldsOf(entry),
  '',
];

const envelope = [
  ['`id`', 'UUID, derived from journey, command id and index: the same command gives the same ids.'],
  ['`type`, `schemaVersion`', 'What it is, and the version of its data.'],
  ['`stream`, `revision`', '`journey-<journeyId>`, and the place in it, from 0 without gaps.'],
  ['`position`', 'Place in the log, an opaque string.'],
  ['`occurredAt`', 'Business time.'],
  ['`recordedAt`', 'Time of the append; never decreases along the log.'],
  ['`policyVersion`', 'The policy version in force when it was recorded.'],
  ['`commandId`, `bodyHash`', 'The command that led to it, to recognise a retry.'],
  ['`correlationId`, `causationId`, `actor`', 'As the sender gave them, where it did.'],
];

/** Every event, from the catalogue. */
export async function events() {
  const { catalogue } = await built('libs/journey/src/index');
  const entries = Object.values(catalogue.events);
  return lines(
    '# Events',
    '',
    'What the log holds. A *fact* is what the world told us, a *decision* what our policy made of it.',
    '',
    '## What every event carries',
    '',
    table(['field', 'is'], envelope),
    '',
    'Every fact may also say where it comes from:',
    '',
    commonFields(entries.find(({ kind }) => kind === 'fact')),
    '',
    entries.flatMap(section),
  );
}
