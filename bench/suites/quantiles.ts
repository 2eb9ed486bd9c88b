import { AnswerCache } from '@rapport/projection';
import type { Question } from '../../projections/resolution-rate/question';
import { resolutionOf, type Resolution } from '../../projections/resolution-rate/resolution-rate.queries';
import { casesAt, manyCases } from '../cases';
import { withFolder } from '../engine';

export interface Quantiles {
  /** Milliseconds of a first question about all cases: their roll-up read, four durations estimated by two clocks. */
  readonly uncachedMs: number;
  /** The same by product: in total and in each of five groups. */
  readonly groupedMs: number;
  /** Of the first question asked again. */
  readonly cachedMs: number;
}

const dayMs = 86_400_000;
const question: Question = {
  ...{ at: casesAt, from: null, to: null, by: null },
  ...{ windowMs: 7 * dayMs, lastingMs: 14 * dayMs },
};
const rounds = 3;

/** Exact Kaplan-Meier and Aalen-Johansen quantiles over so many cases. */
export const quantiles = (cases: number): Promise<Quantiles> =>
  withFolder(async (folder) => {
    const { model, close } = await manyCases(folder, cases);
    const answers = new AnswerCache<Resolution>();
    const ask = () => answers.answer(model, question, () => resolutionOf(model, question));
    const uncachedMs = await fastest(() => resolutionOf(model, question));
    const groupedMs = await fastest(() => resolutionOf(model, { ...question, by: 'product' }));
    await ask();
    const cachedMs = await fastest(ask);
    await close();
    return { uncachedMs, groupedMs, cachedMs };
  });

async function fastest(one: () => Promise<Resolution>): Promise<number> {
  const times: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const startedAt = performance.now();
    const { total } = await one();
    times.push(performance.now() - startedAt);
    if (total.timeToProposalSeconds.p50 === null) throw new Error('There is no median.');
  }
  return Math.min(...times);
}
