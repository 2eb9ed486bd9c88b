import type { RecordedEvent } from '@rapport/event-store';
import type { RowSource } from './row-source';
import { SubjectView, type Named, type SeenJourney } from './subject-view';
import { View } from './view';

const event = (id: string, occurredAt: number, caseId: string) =>
  ({ id, type: 'CaseOpened', occurredAt, revision: 0, data: { caseId } }) as RecordedEvent;
const web = { journeyId: 'web', events: [event('e1', 1, 'c1'), event('e3', 3, 'c2')] };
const phone = { journeyId: 'phone', events: [event('e2', 2, 'c1')] };
const parked = { eventId: 'e3', eventType: 'CaseOpened', journeyId: 'web', error: 'RangeError' };

const view = Object.create(View.prototype) as View;

function subject(named: Named, ...journeys: readonly SeenJourney[]) {
  const read = jest.fn(() => Promise.resolve(journeys));
  return { read, view: new SubjectView(view, 'key', named, {} as RowSource, read) };
}
const ofWeb = () => subject({ journeyId: 'web' }, web);
const ofBoth = () => subject({ customerId: 'k', journeys: ['phone', 'web'] }, phone, web);

describe('a subject in a view', () => {
  it('has the events of its journey as they are, read once', async () => {
    const { view, read } = ofWeb();
    expect((await view.events()).map(({ data }) => data)).toEqual([{ caseId: 'c1' }, { caseId: 'c2' }]);
    await view.journeys();
    expect(read).toHaveBeenCalledTimes(1);
  });

  it('has those of several journeys as one history, with ids that never meet', async () =>
    expect((await ofBoth().view.events()).map(({ id, data }) => [id, data])).toEqual([
      ['e1', { caseId: 'web/c1' }],
      ['e2', { caseId: 'phone/c1' }],
      ['e3', { caseId: 'web/c2' }],
    ]));

  it('has the events that rows hold which stop early', async () =>
    expect((await ofBoth().view.events(parked)).map(({ id }) => id)).toEqual(['e1', 'e2']));

  it.each([5, 'text', [], null])(
    'hands folds an event whose data is %j, which they park; tells nobody else',
    async (data) => {
      const broken = { ...event('e4', 4, ''), data: data as unknown as object };
      const both = () =>
        subject({ customerId: 'k', journeys: [] }, phone, { ...web, events: [...web.events, broken] });
      const history = await both().view.history();
      expect(history.map(({ id }) => id)).toEqual(['e1', 'e2', 'e3', 'e4']);
      expect(() => history.at(-1)?.data).toThrow('Its data is no JSON object.');
      await expect(both().view.events()).rejects.toMatchObject({ code: 'journey-unreadable' });
      expect(await both().view.events({ ...parked, eventId: 'e4' })).toHaveLength(3);
    },
  );

  it.each([
    [ofWeb, null, 'journey-not-found', 'There is no journey web'],
    [ofWeb, parked, 'journey-not-found', 'its first event could not be digested'],
    [ofBoth, null, 'customer-not-found', 'Nothing that this question is about has happened'],
    [ofBoth, parked, 'customer-not-found', 'the first event could not be digested'],
  ])('says why there is nothing to answer with', (of, mark, code, detail) => {
    const problem = of().view.notFound(mark);
    expect(problem).toMatchObject({ status: 404, code });
    expect(problem.detail).toContain(detail);
  });
});
