import type { AnyProjection } from '@rapport/projection';

/** What a projection costs beside its folds, in types of event. */
const overhead = 4;

/** How much there is to fold for a projection, about. */
const weightOf = ({ fold }: AnyProjection): number => overhead + Object.keys(fold.on).length;

/** Deals projections to so many hands at most, about as much work in each; none is empty. */
export function dealt(
  projections: readonly AnyProjection[],
  hands: number,
): readonly (readonly AnyProjection[])[] {
  const all = Array.from({ length: hands }, () => ({ weight: 0, hand: [] as AnyProjection[] }));
  for (const projection of projections.toSorted((a, b) => weightOf(b) - weightOf(a))) {
    const lightest = all.reduce((least, one) => (one.weight < least.weight ? one : least));
    lightest.hand.push(projection);
    lightest.weight += weightOf(projection);
  }
  return all.flatMap(({ hand }) => (hand.length > 0 ? [hand] : []));
}
