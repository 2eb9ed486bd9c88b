import { parse } from 'csv-parse/sync';
import type { ChangeLine } from './change';
import { csvHeader, csvRow } from './csv';

const trust = { level: 'unknown', belief: 0, disbelief: 0, uncertainty: 1, expectation: 0.5 };
const condition = 'emotion.label == "so, so" || emotion.felt >= 0.2';
const change: ChangeLine = {
  ...{ customerId: 'k1', journeyId: '-j1' },
  stage: { decided: 'exploration', simulated: '=SUM(A1)' },
  trust: { decided: trust, simulated: { ...trust, level: 'wary' } },
  parting: {
    ...{
      at: '2024-01-02T00:00:00.000Z',
      stage: 'awareness',
      dwellMs: 5,
      fact: { eventId: 'e1', type: 'CaseOpened' },
    },
    decided: {
      ...{ policyVersion: 1, driver: 'fact', advanceOn: ['fact'], requiredDwellMs: 0 },
      move: { from: 'awareness', to: 'exploration', rule: 'enter' },
      reasons: [{ condition, holds: true, measures: { 'emotion.felt': 0.25 } }],
    },
    simulated: {
      ...{
        policyVersion: 2,
        driver: 'fact',
        advanceOn: null,
        requiredDwellMs: null,
        move: null,
        reasons: [],
      },
    },
  },
};
const rows = (...changes: readonly ChangeLine[]) =>
  parse<Record<string, string>>(csvHeader + changes.map(csvRow).join(''), { columns: true });

describe('changes as CSV', () => {
  it('have what a reader asks first', () =>
    expect(rows(change)).toMatchObject([
      {
        ...{ customerId: 'k1', stageDecided: 'exploration', trustDecided: 'unknown', trustSimulated: 'wary' },
        ...{
          partedAt: '2024-01-02T00:00:00.000Z',
          partedIn: 'awareness',
          factType: 'CaseOpened',
          factId: 'e1',
        },
        ...{ moveDecided: 'exploration', moveSimulated: '', reasonsSimulated: '' },
        reasonsDecided: `${condition} [emotion.felt=0.25] holds`,
      },
    ]));

  it('are empty where only trust differs', () =>
    expect(rows({ ...change, parting: null })).toMatchObject([
      { partedAt: '', moveDecided: '', factId: '' },
    ]));

  it('hold nothing that a spreadsheet would run', () =>
    expect(rows(change)).toMatchObject([{ journeyId: "'-j1", stageSimulated: "'=SUM(A1)" }]));
});
