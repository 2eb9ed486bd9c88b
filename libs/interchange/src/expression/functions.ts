import { Environment } from '@marcbachmann/cel-js';
import { thingIdOf } from '../ids';
import { instantOf, writtenDate } from '../time/instant';

/** CEL with the functions that mappings have beside its own. */
export function mappingEnvironment({
  source,
  zone,
}: {
  readonly source: string;
  readonly zone: string;
}): Environment {
  return new Environment({ homogeneousAggregateLiterals: false })
    .registerFunction('id(string, string): string', (kind: string, key: string) =>
      thingIdOf(source, kind, key),
    )
    .registerFunction('minor(string): int', minor)
    .registerFunction('sum(list<int>): int', (values: readonly bigint[]) =>
      values.reduce((a, b) => a + b, 0n),
    )
    .registerFunction(
      'instant(string): google.protobuf.Timestamp',
      (text: string) => new Date(instantOf(text, zone)),
    )
    .registerFunction('date(string): string', date);
}

/** `12.3` as 1230: a decimal of at most two places, exactly. */
function minor(text: string): bigint {
  const match = /^(-?)(\d+)(?:\.(\d{1,2}))?$/.exec(text.trim());
  if (match === null) throw new Error('the value is no amount with at most two decimals');
  const [, sign = '', whole = '0', decimals = ''] = match;
  return BigInt(`${sign}${whole}${decimals.padEnd(2, '0')}`);
}

function date(text: string): string {
  const day = writtenDate(text);
  if (day === undefined) throw new Error('the value is no date; write it as 2018-01-31');
  return day;
}
