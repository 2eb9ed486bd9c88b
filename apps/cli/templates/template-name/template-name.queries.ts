import type { Columns, ReadModel } from '@rapport/read-store';

export interface TemplateName {
  readonly journeys: number;
  readonly interactions: number;
}

/** Of all journeys, from the roll-up. */
export async function templateNameOf(model: Pick<ReadModel<Columns>, 'cells'>): Promise<TemplateName> {
  let journeys = 0;
  let interactions = 0;
  for await (const { entries, width } of model.cells('interactions')) {
    for (let at = 0; at < entries.length; at += width) {
      const [value = 0, count = 0] = entries.subarray(at, at + width);
      journeys += count;
      interactions += value * count;
    }
  }
  return { journeys, interactions };
}
