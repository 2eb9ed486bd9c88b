/** A prototype and those it extends, the nearest first. */
export function lineage(prototype: object): readonly object[] {
  const all: object[] = [];
  for (let at: object | null = prototype; at !== null; at = Reflect.getPrototypeOf(at)) all.push(at);
  return all;
}
