import { Environment } from '@marcbachmann/cel-js';
import type { Vocabulary } from './vocabulary';

/**
 * Every number a condition sees is a double, and CEL reads `1` as an int: comparing by order is allowed across the two, the
 * rest is taught here, so that `case.rejections == 1` means what it says. CEL derives `!=` and the mirrored `==`.
 */
const base = new Environment()
  .registerOperator('double == int', (a: number, b: bigint) => a === Number(b))
  .registerOperator('double in list<int>', (a: number, list: readonly bigint[]) =>
    list.some((b) => a === Number(b)),
  )
  .registerOperator('double + int', (a: number, b: bigint) => a + Number(b))
  .registerOperator('int + double', (a: bigint, b: number) => Number(a) + b)
  .registerOperator('double - int', (a: number, b: bigint) => a - Number(b))
  .registerOperator('int - double', (a: bigint, b: number) => Number(a) - b)
  .registerOperator('double * int', (a: number, b: bigint) => a * Number(b))
  .registerOperator('int * double', (a: bigint, b: number) => Number(a) * b)
  .registerOperator('double / int', (a: number, b: bigint) => a / Number(b))
  .registerOperator('int / double', (a: bigint, b: number) => Number(a) / b);

const known = new WeakMap<Vocabulary, Environment>();

/** The CEL environment that knows exactly the vocabulary's names. */
export function environmentOf(vocabulary: Vocabulary): Environment {
  const made = known.get(vocabulary);
  if (made !== undefined) return made;
  const environment = base.clone();
  for (const [name, type] of Object.entries(vocabulary)) {
    if (typeof type === 'string') environment.registerVariable(name, type);
    else environment.registerVariable({ name, schema: type });
  }
  known.set(vocabulary, environment);
  return environment;
}
