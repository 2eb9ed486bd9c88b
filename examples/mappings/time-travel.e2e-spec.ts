import { projections } from '@rapport/projections';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { cutXes } from './testing/cut';
import { describeWith, helpdeskLog } from './testing/data';
import { Imported } from './testing/imported';

const years = [2010, 2011, 2012, 2013, 2014];
const questions = ['trust', 'stages', 'resolution-rate?by=product', 'resolution-rate?by=month'];
const journeyQuestions = ['trust', 'stage', ''];

/** What an answer says, whichever log it was asked of. */
const said = (answer: object): object => ({
  ...answer,
  position: undefined,
  replay: undefined,
  asOf: undefined,
});

const withQuery = (path: string, query: string): string => `${path}${path.includes('?') ? '&' : '?'}${query}`;

describeWith(helpdeskLog, 'the helpdesk log as of the end of a year', () => {
  let whole: Imported;
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'rapport-years-'));
    whole = await Imported.start();
    await whole.import('helpdesk', helpdeskLog);
  }, 120_000);
  afterAll(async () => {
    await whole.close();
    await rm(folder, { recursive: true });
  });

  describe.each(years)('%i, against an import of only the rows up to then', (year) => {
    const asOf = `${year}-12-31T23:59:59.999Z`;
    let cut: Imported;
    let journeys: readonly string[];
    beforeAll(async () => {
      cut = await Imported.start();
      await cut.import('helpdesk', cutXes(helpdeskLog, folder, asOf));
      const streams = (await cut.events('JourneyBegun')).map(({ stream }) => stream.replace('journey-', ''));
      journeys = [...new Set(streams)].sort();
    }, 120_000);
    afterAll(() => cut.close());

    it('has the same rows of every journey in every read model', async () => {
      expect(journeys.length).toBeGreaterThan(100);
      const view = await whole.platform.views.of({ asOf });
      for (const projection of projections) {
        const model = cut.platform.runtime.model(projection);
        for (const journeyId of journeys) {
          const { rows } = await view.journey(journeyId).rows(projection);
          expect(rows).toEqual(await model.subject(journeyId));
        }
      }
    });

    it('answers the same about a journey', async () => {
      for (const journeyId of journeys.filter((_, n) => n % 40 === 0)) {
        for (const question of journeyQuestions) {
          const path = `/v1/journeys/${journeyId}${question && `/${question}`}`;
          const then = await whole.ask<object>(withQuery(path, `asOf=${asOf}`));
          expect(said(then)).toEqual(said(await cut.ask<object>(withQuery(path, `at=${asOf}`))));
        }
      }
    });

    it('answers the same about all of them, from a replay', async () => {
      const name = `end-of-${year}`;
      const { replays } = whole.platform;
      await replays.create({ name, asOf: Date.parse(asOf), expiresInMs: 3_600_000 });
      while ((await replays.find(name)).state === 'building') await pause(10);
      for (const question of questions) {
        const then = await whole.ask<object>(withQuery(`/v1/${question}`, `replay=${name}`));
        expect(said(then)).toEqual(said(await cut.ask<object>(withQuery(`/v1/${question}`, `at=${asOf}`))));
      }
    });
  });
});
