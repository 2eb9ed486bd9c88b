import type { Class } from '../kernel/class';
import type { Mark } from './mark';
import { nestedFields } from './nested';

/** Paths of the marked fields, with `personal`: `identity.key`, `source.externalId`. */
export function markedPaths(payload: Class<object>, mark: Mark): readonly string[] {
  const prototype = payload.prototype as object;
  const inner = [...nestedFields(prototype)].flatMap(([property, type]) =>
    markedPaths(type, mark).map((path) => `${property}.${path}`),
  );
  return [...mark.on(prototype), ...inner].sort();
}
