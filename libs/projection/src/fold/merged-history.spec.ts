import type { JourneyEvent } from '@rapport/journey';
import { mergedHistory } from './merged-history';

const opened = (journeyId: string, occurredAt: number, revision: number): JourneyEvent => ({
  id: `${journeyId}${revision}`,
  type: 'CaseOpened',
  data: { caseId: 'c1' },
  journeyId,
  occurredAt,
  recordedAt: 0,
  revision,
  policyVersion: 0,
});

describe("a customer's history", () => {
  const anna = [opened('anna', 5, 3), opened('anna', 9, 1), opened('anna', 9, 2)];
  const ben = [opened('ben', 2, 7), opened('ben', 9, 0)];

  it('is in order of time, then journey, then revision, whichever journey is named first', () => {
    const ids = ['ben7', 'anna3', 'anna1', 'anna2', 'ben0'];
    expect(mergedHistory([anna, ben]).map(({ id }) => id)).toEqual(ids);
    expect(mergedHistory([ben, anna]).map(({ id }) => id)).toEqual(ids);
  });

  it('tells the things of its journeys apart, and leaves the events of each as they are', () => {
    const [first, second] = mergedHistory([[opened('anna', 1, 0)], [opened('ben', 1, 0)]]);
    expect([first?.data, second?.data]).toEqual([{ caseId: 'anna/c1' }, { caseId: 'ben/c1' }]);
    mergedHistory([anna]);
    expect(anna[0]?.data).toEqual({ caseId: 'c1' });
  });
});
