import { differences, type AnyProjection, type ModelOf, type Problem } from '@rapport/projection';
import { projections } from '@rapport/projections';
import type { Columns, ReadModel } from '@rapport/read-store';
import type { Platform } from '../platform/platform';
import { problem } from '../problems/problem';
import type { DiffQuery } from './replay.dto';

/** One side of a comparison. */
interface Side {
  readonly projections: readonly string[];
  model(definition: ModelOf<Columns>): ReadModel<Columns>;
}

interface Comparison {
  readonly definition: AnyProjection;
  readonly from: ReadModel<Columns>;
  readonly to: ReadModel<Columns>;
}

/**
 * Differences as NDJSON, a page of them a chunk. What can be refused is refused before the first line.
 * @throws Problem `replay-not-found`, `replay-building`, `not-in-replay`, `unknown-projection`
 */
export async function diffLines(
  platform: Pick<Platform, 'replays' | 'runtime'>,
  name: string,
  { to, projection }: DiffQuery,
): Promise<AsyncIterable<string>> {
  const sides = await Promise.all([sideOf(platform, name), sideOf(platform, to)]);
  return lines(comparisonsOf(sides[0], sides[1], projection));
}

async function sideOf(
  { replays, runtime }: Pick<Platform, 'replays' | 'runtime'>,
  name: string,
): Promise<Side> {
  if (name !== 'live') return replays.ready(name);
  return {
    projections: projections.map((one) => one.name),
    model: (definition) => runtime.model(definition),
  };
}

function comparisonsOf(from: Side, to: Side, projection: string | undefined): readonly Comparison[] {
  const inBoth = projections.filter(({ name }) =>
    [from, to].every((side) => side.projections.includes(name)),
  );
  const wanted = projection === undefined ? inBoth : projections.filter(({ name }) => name === projection);
  if (wanted.length === 0)
    throw nothingToCompare(
      projection,
      inBoth.map(({ name }) => name),
    );
  return wanted.map((definition) => ({ definition, from: from.model(definition), to: to.model(definition) }));
}

function nothingToCompare(projection: string | undefined, known: readonly string[]): Problem {
  const which =
    known.length === 0 ? 'The two have no projection in common.' : `Both have: ${known.join(', ')}.`;
  const detail = projection === undefined ? which : `There is no projection "${projection}". ${which}`;
  return problem('unknown-projection', detail, { known });
}

const chunkCharacters = 16_384;

async function* lines(comparisons: readonly Comparison[]): AsyncGenerator<string> {
  let chunk = '';
  for (const { definition, from, to } of comparisons) {
    for await (const difference of differences(definition, from, to)) {
      chunk += `${JSON.stringify(difference)}\n`;
      if (chunk.length < chunkCharacters) continue;
      yield chunk;
      chunk = '';
    }
  }
  yield chunk;
}
