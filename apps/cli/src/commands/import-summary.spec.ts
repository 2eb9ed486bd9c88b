import type { ImportSummary } from '@rapport/interchange';
import { describeImport } from './import-summary';

const whole: ImportSummary = {
  rows: 8_000,
  duplicates: 0,
  rejectedRows: 0,
  unusedRows: 0,
  unplayedByCode: {},
  journeys: 10,
  commands: { sent: 9_000, recorded: 9_000, replayed: 0, unchanged: 0, refused: 0, refusedByCode: {} },
  durationSeconds: 2,
  commandsPerSecond: 4_500,
  resumed: false,
};
const described = (more: Partial<ImportSummary>): string =>
  describeImport({ name: 'shop', version: 2 }, { ...whole, ...more });

describe('the summary of an import', () => {
  it.each([
    ['all of it was usable', {}, 'Imported 8,000 rows as shop@2: 2.0s'],
    ['half of it was', { unusedRows: 4_000 }, 'Imported 8,000 rows as shop@2: 2.0s'],
    ['most of it was not', { unusedRows: 4_001 }, 'Only 3,999 of 8,000 rows could be used as shop@2: 2.0s'],
    [
      'most of what stands there once was not',
      { duplicates: 3_000, unusedRows: 3_000 },
      'Only 2,000 of 5,000 rows could be used as shop@2: 2.0s',
    ],
    ['none of it was', { unusedRows: 8_000 }, 'None of 8,000 rows could be used as shop@2: 2.0s'],
  ])('says in its first line where %s', (_what, more, says) =>
    expect(described(more).startsWith(says)).toBe(true),
  );

  it('counts every kind of refusal by its code', () => {
    const text = described({
      rejectedRows: 7_923,
      unusedRows: 7_920,
      unplayedByCode: { 'unreadable-row': 20, 'mapping-failed': 7_900 },
      commands: { ...whole.commands, refused: 5, refusedByCode: { 'case.closed': 1, 'case.unknown': 4 } },
      rejectedFile: 'shop.rejected.ndjson',
    });
    expect(text).toContain('          5  refused: 4 case.unknown, 1 case.closed\n');
    expect(text).toContain(
      '      7,920  rows that became no command: 7,900 mapping-failed, 20 unreadable-row\n',
    );
    expect(text).toContain('      7,923  rows with something refused\n');
  });
});
