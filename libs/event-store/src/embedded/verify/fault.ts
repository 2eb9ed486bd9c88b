/** The first thing that is wrong with a log. */
export class Fault extends Error {}

export function sound(holds: boolean, otherwise: () => string): void {
  if (!holds) throw new Fault(otherwise());
}
