import type { ScaleDocument } from '../document';
import { within } from '../fault';
import type { Scale } from '../policy';
import type { Checks } from './checks';

export function compileScales(
  documents: Readonly<Record<string, ScaleDocument>>,
  path: string,
  checks: Checks,
): ReadonlyMap<string, Scale> {
  const scales = Object.entries(documents).map(([name, document]) => {
    checkScale(document, within(path, name), checks);
    return [name, scaleOf(document)] as const;
  });
  return new Map(scales);
}

function scaleOf(document: ScaleDocument): Scale {
  const { min, max, good, bands } = document;
  const linear = (score: number) => (good === 'high' ? 1 : -1) * ((2 * (score - min)) / (max - min) - 1);
  /** A score between two bands belongs to the upper one. */
  const banded = (score: number) => (bands?.find(([, to]) => score <= to) ?? bands?.at(-1))?.[2] ?? 0;
  return { min, max, normalise: bands === undefined ? linear : banded };
}

function checkScale({ min, max, bands }: ScaleDocument, path: string, checks: Checks): void {
  if (min >= max) checks.fault(within(path, 'max'), `max (${max}) must be above min (${min}).`);
  let next = min;
  bands?.forEach(([from, to], index) => {
    if (from !== next || to < from) {
      checks.fault(
        within(path, 'bands', index),
        `Bands ascend without gap or overlap: this one begins at ${next}, as [${next}, to, value].`,
      );
    }
    next = to + 1;
  });
  if (bands !== undefined && next !== max + 1) {
    checks.fault(
      within(path, 'bands', bands.length - 1),
      `The bands cover the scale: the last one ends at ${max}.`,
    );
  }
}
