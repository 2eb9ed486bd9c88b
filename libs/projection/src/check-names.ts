import { NameTaken } from './errors';

/** @throws NameTaken where two of them would be taken for each other */
export function checkNames(projections: readonly { readonly name: string }[]): void {
  const names = new Set<string>();
  for (const { name } of projections) {
    if (names.has(name)) throw new NameTaken(name);
    names.add(name);
  }
}
