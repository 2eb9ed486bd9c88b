import { InvalidMapping } from './fault';
import { parseMapping } from './parse';

const good = `
mapping: desk
version: 1
source: desk
format: csv
tables:
  log:
    columns: {ticket: Ticket, activity: Activity, at: At, customer: Customer}
state:
  proposed: false
rows:
  - table: log
    time: row.at
    journey: row.customer
    group: row.ticket
    activity: activity
    identicalRows: duplicate
    sameTime:
      - column: activity
        order: [Open, Close]
    define:
      caseId: =id("case", row.ticket)
    rules:
      - name: the first row opens the case
        when: first
        commands:
          - command: begin-journey
          - command: open-case
            implied: =row.activity != "Open"
            fields: {caseId: =caseId}
        set: {proposed: false}
`;

const faultsOf = (yaml: string): string => {
  try {
    parseMapping(yaml, 'desk.yaml');
    return 'no fault';
  } catch (error) {
    if (error instanceof InvalidMapping) return error.message;
    throw error;
  }
};

const noMapping =
  'This is no mapping: it has no settings such as `mapping`, `tables` and `rows`. Start from one in examples/mappings.';

const lineOf = (text: string): number => good.slice(0, good.indexOf(text)).split('\n').length;

/** The fault of the good mapping with one text replaced. */
const faultWith = (text: string, other: string): string => {
  expect(good).toContain(text);
  return faultsOf(good.replace(text, other));
};

describe('a mapping', () => {
  it('is compiled where it is sound', () => {
    const mapping = parseMapping(good, 'desk.yaml');
    expect(mapping).toMatchObject({
      name: 'desk',
      version: 1,
      source: 'desk',
      zone: 'UTC',
      state: { proposed: false },
    });
    expect(mapping.kinds.map(({ rules }) => rules.length)).toEqual([1]);
  });

  it.each([
    [
      'a column that the table does not declare',
      'row.ticket\n',
      'row.tiket\n',
      'group: row.tiket',
      16,
      ['Table `log` has no column `tiket`', 'Did you mean `ticket`?', '`customer`'],
    ],
    ['a variable that does not exist', 'when: first', 'when: frist', 'when: frist', 15, ['frist', '`first`']],
    [
      'a text where true or false is needed',
      'when: first',
      'when: row.activity',
      'when: row.activity',
      15,
      ['This is a string', 'bool'],
    ],
    ['what is no CEL', 'when: first', 'when: first &&', 'when: first &&', 23, ['no CEL expression']],
    ['types that do not compare', '!= "Open"', '!= 1', 'implied: =', 23, ['string != int']],
    [
      'an unknown command',
      'command: open-case',
      'command: open-cse',
      'command: open-cse',
      22,
      ['no command `open-cse`', 'Did you mean `open-case`?'],
    ],
    [
      'an unknown field',
      'fields: {caseId',
      'fields: {caseID',
      'fields: {caseID',
      22,
      ['open-case has no field `caseID`', 'Did you mean `caseId`?'],
    ],
    [
      'a missing field',
      'fields: {caseId: =caseId}',
      'fields: {product: x}',
      'fields: {product',
      21,
      ['`caseId` is missing', 'open-case needs caseId'],
    ],
    [
      'an unknown setting',
      'identicalRows: duplicate',
      'identicalRow: duplicate',
      'identicalRow:',
      5,
      ['no setting `identicalRow`', 'Did you mean `identicalRows`?'],
    ],
    [
      'a value that is none of the choices',
      'identicalRows: duplicate',
      'identicalRows: drop',
      'identicalRows: drop',
      20,
      ['one of: duplicate, distinct'],
    ],
    [
      'a zone that does not exist',
      'format: csv',
      'format: csv\nzone: Europe/Roma',
      'zone:',
      7,
      ['Europe/Roma', 'IANA'],
    ],
    [
      'a table that does not exist',
      '- table: log',
      '- table: logs',
      '- table: logs',
      12,
      ['no table `logs`', '`log`'],
    ],
    [
      'a state that is not declared',
      'set: {proposed',
      'set: {propsed',
      'set: {propsed',
      24,
      ['no state `propsed`'],
    ],
    [
      'a column to order by that does not exist',
      '- column: activity',
      '- column: actvity',
      '- column: actvity',
      17,
      ['`activity`'],
    ],
    [
      'a definition whose name is taken',
      'caseId: =id(',
      'row: =id(',
      'row: =id(',
      7,
      ['The name `row` is taken'],
    ],
  ] as const)('points at %s', (_what, text, other, place, column, says) => {
    const message = faultWith(text, other);
    const line =
      lineOf(text) +
      good.replace(text, other).slice(0, good.replace(text, other).indexOf(place)).split('\n').length -
      good.slice(0, good.indexOf(text)).split('\n').length;
    expect(message).toContain(`desk.yaml:${line}:${column}:`);
    for (const words of says) expect(message).toContain(words);
  });

  it('says what a missing setting means', () => {
    const message = faultWith('    group: row.ticket\n', '');
    expect(message).toContain(`desk.yaml:${lineOf('- table: log')}:`);
    expect(message).toMatch(/`group` is missing here\. Expression: the key of what rows belong together/);
  });

  it('reports all faults at once', () => {
    const message = faultsOf(good.replace('when: first', 'when: frist').replace('open-case', 'open-cases'));
    expect(message.split('\n')).toHaveLength(2);
  });

  it('points at broken YAML and says how to quote', () => {
    const message = faultWith('when: first', 'when: "Open" in seen');
    expect(message).toContain(`desk.yaml:${lineOf('when: first')}:`);
    expect(message).toContain('quotes');
  });

  it('speaks of quotes only where they may be missing', () => {
    const message = faultWith('source: desk', 'source: desk\nversion: 2');
    expect(message).toContain('Map keys must be unique');
    expect(message).not.toContain('quotes');
  });

  it.each(['', '# nothing but a comment', 'just words', '[a, list]'])(
    'says in one line that %j is no mapping',
    (text) => expect(faultsOf(text)).toBe(`desk.yaml:1:1: ${noMapping}`),
  );

  it('checks the columns of rows in a loop over joined rows', () => {
    const joined = good
      .replace(
        '  log:\n',
        '  items:\n    file: items.csv\n    key: ticket\n    columns: {ticket: t, price: p}\n  log:\n    file: log.csv\n',
      )
      .replace(
        '    time: row.at',
        '    join:\n      items: {table: items, equals: row.ticket, many: true}\n    time: row.at',
      );
    expect(faultsOf(joined)).toBe('no fault');
    const loop = (column: string) =>
      joined.replace('when: first', `when: items.exists(item, item.${column} == "1")`);
    expect(faultsOf(loop('price'))).toBe('no fault');
    expect(faultsOf(loop('prize'))).toContain('Table `items` has no column `prize`');
  });
});
