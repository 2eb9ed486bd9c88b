import type { ChangeLine, VerdictLine } from './change';

/** What a column says of a change, in their order. */
const columns: Readonly<Record<string, (change: ChangeLine) => string>> = {
  customerId: ({ customerId }) => customerId,
  journeyId: ({ journeyId }) => journeyId,
  stageDecided: ({ stage }) => stage.decided,
  stageSimulated: ({ stage }) => stage.simulated,
  trustDecided: ({ trust }) => trust.decided.level,
  trustSimulated: ({ trust }) => trust.simulated.level,
  partedAt: ({ parting }) => parting?.at ?? '',
  partedIn: ({ parting }) => parting?.stage ?? '',
  factType: ({ parting }) => parting?.fact.type ?? '',
  factId: ({ parting }) => parting?.fact.eventId ?? '',
  moveDecided: ({ parting }) => move(parting?.decided),
  reasonsDecided: ({ parting }) => reasons(parting?.decided),
  moveSimulated: ({ parting }) => move(parting?.simulated),
  reasonsSimulated: ({ parting }) => reasons(parting?.simulated),
};

/** RFC 4180, with a header. */
export const csvHeader = `${Object.keys(columns).join(',')}\r\n`;

export const csvRow = (change: ChangeLine): string =>
  `${Object.values(columns)
    .map((cell) => quoted(cell(change)))
    .join(',')}\r\n`;

/** `exploration`, or nothing where the policy left the journey where it was. */
const move = (verdict: VerdictLine | undefined): string => verdict?.move?.to ?? '';

/** `emotion.felt >= 0.20 [emotion.felt=0.1] fails; …` */
const reasons = (verdict: VerdictLine | undefined): string =>
  (verdict?.reasons ?? [])
    .map(({ condition, holds, measures }) => {
      const values = Object.entries(measures).map(([name, value]) => `${name}=${value}`);
      return `${condition} [${values.join(', ')}] ${holds ? 'holds' : 'fails'}`;
    })
    .join('; ');

/** A leading `=`, `+`, `-` or `@` would be run as a formula by a spreadsheet: it gets an apostrophe. */
function quoted(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
