import type { Measures, Opinion } from '../src';

/** Nothing known yet: the opinion before any evidence. */
export const vacuous: Opinion = { belief: 0, disbelief: 0, uncertainty: 1, expectation: 0.5 };

/** Measures of a journey on which nothing has happened, but for what is given. */
export function measuresWith(
  given: { readonly [K in keyof Measures]?: Partial<Measures[K]> } = {},
): Measures {
  return {
    emotion: { felt: 0, episodes: 0, ...given.emotion },
    trust: { ...vacuous, ...given.trust },
    commitment: { ...vacuous, ...given.commitment },
    interactions: { inbound: 0, outbound: 0, ...given.interactions },
    episodes: {
      ...{ good30: 0, good90: 0, good180: 0, good365: 0, bad30: 0, bad90: 0, bad180: 0, bad365: 0 },
      ...given.episodes,
    },
    purchases: { count: 0, ...given.purchases },
    promises: { open: 0, kept: 0, late: 0, broken: 0, ...given.promises },
    cases: { opened: 0, open: 0, ...given.cases },
  };
}
