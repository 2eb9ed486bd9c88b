import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { given, type Happening } from '../testing';
import { resolutionRate } from './resolution-rate.projection';
import { resolutionOf } from './resolution-rate.queries';

const file = join(__dirname, '../../../shared/data/helpdesk/helpdesk.xes.gz');
const dayMs = 86_400_000;
const work = new Set([
  'Insert ticket',
  'Assign seriousness',
  'Take in charge ticket',
  'Wait',
  'Require upgrade',
  'Schedule intervention',
]);

/** The attribute of a piece of XES; the log has one line an attribute. */
const attribute = (xml: string, key: string) =>
  new RegExp(`key="${key}" value="([^"]*)"`).exec(xml)?.[1] ?? '';

/** What a ticket's rows mean for its resolution, by the rules of the log's description and nothing else. */
function happeningsOf(trace: string): Happening[] {
  const [head = '', ...events] = trace.split('<event>');
  const caseId = attribute(head, 'concept:name').replaceAll(' ', '');
  const rows = events.map((xml) => ({
    activity: attribute(xml, 'concept:name'),
    at: Date.parse(attribute(xml, 'time:timestamp')),
  }));
  const happenings: Happening[] = [];
  let [pending, closed] = [false, false];
  const happen = (occurredAt: number, type: Happening['type'], data: object = {}) =>
    happenings.push({ type, occurredAt, data: { caseId, ...data } });
  for (const [index, { activity, at }] of rows.sort((a, b) => a.at - b.at).entries()) {
    if (index === 0) happen(at, 'CaseOpened');
    if (work.has(activity) && closed) happen(at, 'CaseReopened', { by: 'unknown' });
    else if (work.has(activity) && pending) happen(at, 'ResolutionWithdrawn');
    if (work.has(activity)) [pending, closed] = [false, false];
    if (activity === 'Resolve ticket' && !pending && !closed) {
      happen(at, 'ResolutionProposed');
      pending = true;
    }
    if (activity === 'Closed' && pending && !closed) {
      happen(at, 'CaseClosed', { basis: 'elapsed' });
      [pending, closed] = [false, true];
    }
  }
  return happenings;
}

const described = existsSync(file) ? describe : describe.skip;

described(
  existsSync(file) ? 'the helpdesk log' : 'the helpdesk log (skipped: ../shared/data is not there)',
  () => {
    it('has the figures that others counted', async () => {
      const [, ...traces] = gunzipSync(readFileSync(file)).toString('utf8').split('<trace>');
      const happenings = traces.flatMap(happeningsOf);
      const newest = happenings.reduce((latest, { occurredAt }) => Math.max(latest, occurredAt), 0);
      const question = {
        at: newest,
        from: null,
        to: null,
        by: null,
        windowMs: 7 * dayMs,
        lastingMs: 14 * dayMs,
      };
      const { total } = await resolutionOf(given(resolutionRate, happenings).model, question);

      expect(total).toMatchObject({ opened: 4580, void: 0, proposed: 4569, confirmed: 0, unresolved: 0 });
      expect(total).toMatchObject({ rejected: 0, withdrawn: 150, reopened: 2, reworked: 152 });
      expect(total.tacit + total.open).toBe(4580);
      const { p25, p50, p75, p90, censored } = total.timeToProposalSeconds;
      const inDays = [p25, p50, p75, p90].map((seconds) =>
        Number((((seconds ?? NaN) * 1000) / dayMs).toFixed(3)),
      );
      expect([...inDays, censored]).toEqual([0.787, 5.998, 18.945, 29.969, 11]);
      expect(total.timeToConfirmationSeconds).toMatchObject({ p25: null, censored: 4580 });
    });
  },
);
