import { convertRows, type RowOutcome } from './convert-rows';
import { stagedRow } from './stage-rows';
import { parseMapping } from '../mapping/parse';
import type { SourceRow } from '../readers/source-row';
import { journeyIdOf, thingIdOf } from '../ids';

const mapping = (identicalRows = 'duplicate') =>
  parseMapping(
    `
mapping: desk
version: 3
source: desk
format: csv
tables:
  log: {columns: {ticket: Ticket, activity: Activity, at: At, customer: Customer, text: Text}}
state: {proposed: false}
rows:
  - table: log
    time: row.at
    journey: row.customer
    group: row.ticket
    activity: activity
    identicalRows: ${identicalRows}
    sameTime: [{column: activity, order: [Open, Solve, Work]}]
    define: {caseId: '=id("case", row.ticket)'}
    rules:
      - name: first opens
        when: first
        commands:
          - command: begin-journey
          - command: open-case
            implied: =row.activity != "Open"
            fields: {caseId: =caseId, subject: =row.text, product: ''}
      - name: work takes the proposal back
        when: state.proposed && row.activity == "Work"
        commands: [{command: withdraw-resolution, implied: true, fields: {caseId: =caseId}}]
        set: {proposed: false}
      - name: work
        when: row.activity == "Work"
        commands: [{command: take-charge, fields: {caseId: =caseId, team: =previous.activity}}]
      - name: solving
        when: row.activity == "Solve"
        commands: [{command: propose-resolution, fields: {caseId: =caseId}}]
        set: {proposed: true}
      - name: an hour after another row
        when: time - previousTime >= duration("1h")
        commands: [{command: note-case, at: 'instant("2020-01-01 12:00:00")', fields: {caseId: =caseId, kind: pause, text: '=seen.join(",")'}}]
      - name: breaks
        when: row.activity == "Break"
        commands: [{command: classify-case, fields: {caseId: =caseId, priority: '=string(int(row.text))'}}]
        set: {proposed: true}
`,
    'desk.yaml',
  );

const row = (activity: string, time: string, text = '', line = 1): SourceRow => ({
  line,
  columns: { Ticket: 'T1', Activity: activity, At: `2018-01-01 ${time}:00`, Customer: 'Ada', Text: text },
});

/** What the rows become, in the order that staging gives them: by time, then by the mapping's order of equal times. */
function play(rows: readonly SourceRow[], with_ = mapping()): RowOutcome[] {
  const [kind] = with_.kinds;
  if (kind === undefined) throw new Error('a mapping has rows');
  const none = { find: () => [] } as never;
  const staged = rows.map((each) => stagedRow(with_, kind, each, none));
  const key = ({ at, tie, hash }: (typeof staged)[number]) => `${at}|${tie}|${hash}`;
  return [
    ...convertRows(
      with_,
      staged.sort((a, b) => (key(a) < key(b) ? -1 : 1)),
      ['desk.csv'],
    ),
  ];
}

interface Body {
  readonly command: string;
  readonly commandId: string;
  readonly occurredAt: string;
  readonly implied?: boolean;
  readonly source: Readonly<Record<string, string>>;
  readonly [field: string]: unknown;
}
const bodies = (outcomes: readonly RowOutcome[]): Body[] =>
  outcomes.flatMap(({ commands }) => commands.map(({ body }) => JSON.parse(body) as Body));
const names = (outcomes: readonly RowOutcome[]) => bodies(outcomes).map(({ command }) => command);
const codes = (outcomes: readonly RowOutcome[]) =>
  outcomes.flatMap(({ issues }) => issues.map(({ code }) => code));

describe('turning rows into commands', () => {
  it('opens with the first row of a group, and says where each command comes from', () => {
    const [begin, open] = bodies(play([row('Open', '10:00', 'help')]));
    expect(begin).toMatchObject({ command: 'begin-journey', journeyId: journeyIdOf('desk', 'Ada') });
    expect(open).toEqual({
      command: 'open-case',
      commandId: expect.stringMatching(/^[0-9a-f-]{36}$/) as string,
      journeyId: journeyIdOf('desk', 'Ada'),
      occurredAt: '2018-01-01T10:00:00.000Z',
      caseId: thingIdOf('desk', 'case', 'T1'),
      subject: 'help',
      source: {
        system: 'desk',
        externalId: 'T1',
        mapping: 'desk@3',
        row: expect.stringMatching(/^[\w-]{22}#1$/) as string,
      },
    });
  });

  it('marks what is implied, and only that', () => {
    const [, open, charge] = bodies(play([row('Work', '10:00')]));
    expect(open).toMatchObject({ command: 'open-case', implied: true });
    expect(charge).toMatchObject({ command: 'take-charge' });
    expect(charge).not.toHaveProperty('implied');
  });

  it('leaves out what is empty', () => {
    const [, open] = bodies(play([row('Open', '10:00')]));
    expect(open).not.toHaveProperty('subject');
    expect(open).not.toHaveProperty('product');
  });

  it('lets rules know the rows of the group so far, in the order of time whatever the order of the file', () => {
    const rows = [row('Work', '10:30'), row('Open', '10:00'), row('Solve', '10:15'), row('Work', '12:00')];
    const outcomes = play(rows);
    expect(names(outcomes)).toEqual([
      'begin-journey',
      'open-case',
      'propose-resolution',
      'withdraw-resolution',
      'take-charge',
      'take-charge',
      'note-case',
    ]);
    expect(bodies(outcomes).slice(-3)).toMatchObject([
      { team: 'Solve' },
      { team: 'Work', occurredAt: '2018-01-01T12:00:00.000Z' },
      { text: 'Open,Solve,Work', occurredAt: '2020-01-01T12:00:00.000Z' },
    ]);
  });

  it('orders rows of equal time as the mapping says', () => {
    expect(names(play([row('Work', '10:00'), row('Solve', '10:00'), row('Open', '10:00')]))).toEqual([
      'begin-journey',
      'open-case',
      'propose-resolution',
      'withdraw-resolution',
      'take-charge',
    ]);
  });

  it('plays identical rows once where they are duplicates, and lists the others', () => {
    const outcomes = play([row('Open', '10:00'), row('Work', '10:10', '', 7), row('Work', '10:10', '', 9)]);
    expect(names(outcomes)).toEqual(['begin-journey', 'open-case', 'take-charge']);
    expect(outcomes.flatMap(({ issues }) => issues)).toMatchObject([
      { code: 'duplicate-row', file: 'desk.csv' },
    ]);
  });

  it('plays identical rows each where they are distinct, under ids of their own', () => {
    const commands = bodies(
      play([row('Open', '10:00'), row('Work', '10:10'), row('Work', '10:10')], mapping('distinct')),
    );
    expect(new Set(commands.map(({ commandId }) => commandId)).size).toBe(4);
    expect(commands.slice(-2).map(({ source }) => source.row?.slice(-2))).toEqual(['#1', '#2']);
  });

  it('refuses a row whose expression has no value, and forgets what it would have set', () => {
    const outcomes = play([row('Open', '10:00'), row('Break', '10:05', 'x'), row('Work', '10:10')]);
    expect(names(outcomes)).toEqual(['begin-journey', 'open-case', 'take-charge']);
    expect(outcomes[1]?.issues).toMatchObject([
      { code: 'mapping-failed', reason: expect.stringMatching(/^rule "breaks": /) as string },
    ]);
    expect(bodies(outcomes).at(-1)).toMatchObject({ team: 'Open' });
  });

  it('lists a row that no rule speaks of', () => {
    expect(codes(play([row('Open', '10:00'), row('Dance', '10:05')]))).toEqual(['no-rule']);
  });

  it('cuts a text that is longer than the command takes, and says so', () => {
    const outcomes = play([row('Open', '10:00', 'é'.repeat(2_001))]);
    expect(String(bodies(outcomes)[1]?.subject)).toHaveLength(2_000);
    expect(codes(outcomes)).toEqual(['text-shortened']);
  });

  it("keeps command ids when the mapping's version or other rows change", () => {
    const ids = (outcomes: readonly RowOutcome[]) => bodies(outcomes).map(({ commandId }) => commandId);
    const alone = ids(play([row('Open', '10:00', 'a', 1)]));
    expect(ids(play([row('Open', '10:00', 'a', 9), row('Work', '11:00', '', 2)])).slice(0, 2)).toEqual(alone);
    expect(ids(play([row('Open', '10:00', 'b')]))).not.toEqual(alone);
  });
});

describe('making out a row', () => {
  it.each([
    ['At', 'yesterday', 'the value is no time'],
    ['Ticket', '', 'the key of the group is empty'],
  ])('fails where %s is "%s"', (column, value, message) => {
    const broken = row('Open', '10:00');
    expect(() => play([{ ...broken, columns: { ...broken.columns, [column]: value } }])).toThrow(message);
  });
});
