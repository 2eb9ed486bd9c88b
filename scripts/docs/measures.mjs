import { built, code } from './markdown.mjs';

/** What each group of measures says; a group without a word here fails the generation. */
const said = {
  emotion:
    'how the customer feels: `felt`, the decayed peak-end mean of the episodes, -1 to 1, and how many `episodes` there are',
  trust:
    'the opinion that is the trust level: belief, disbelief and uncertainty add up to 1; expectation is belief + base rate x uncertainty',
  commitment: 'the same kind of opinion about the wish to go on',
  interactions:
    'contacts; a case opened or a purchase made outside of any recorded interaction counts as one inbound',
  episodes: 'episodes that ended in the last 30, 90, 180 or 365 days and count as good or bad by `episodes`',
  purchases: 'purchases made',
  promises: 'promises that are open, were kept in time, kept late, or broken',
  cases: 'cases ever opened, and open now',
};

/** The names that a condition on a stage may speak of. */
export async function measures() {
  const { measuresVocabulary } = await built('libs/policy/src/condition/vocabulary');
  const row = ([group, fields]) => {
    if (said[group] === undefined)
      throw new Error(`scripts/docs/measures.mjs does not say what ${group} is.`);
    const names = Object.keys(fields).map((field) => code(`${group}.${field}`));
    return `| ${names.join(', ')} | ${said[group]} |`;
  };
  return ['| measures | are |', '| --- | --- |', ...Object.entries(measuresVocabulary).map(row), ''];
}
