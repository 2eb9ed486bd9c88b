/** A result of CEL as JSON; undefined for what is empty (null, "" and what consists of nothing else), which is left out. */
export function jsonValue(value: unknown): unknown {
  if (value === null || value === undefined || value === '') return undefined;
  if (typeof value === 'bigint') return safeInteger(value);
  if (value instanceof Date) return value.toISOString();
  if (Array.isArray(value)) return value.map(jsonValue).filter((item) => item !== undefined);
  if (value instanceof Map) return jsonValue(Object.fromEntries(value));
  if (typeof value === 'object') return jsonObject(value);
  return value;
}

function jsonObject(value: object): object | undefined {
  const members = Object.entries(value)
    .map(([key, member]) => [key, jsonValue(member)] as const)
    .filter(([, member]) => member !== undefined);
  return members.length === 0 ? undefined : Object.fromEntries(members);
}

function safeInteger(value: bigint): number {
  const number = Number(value);
  if (!Number.isSafeInteger(number)) throw new Error('a number is too large');
  return number;
}
