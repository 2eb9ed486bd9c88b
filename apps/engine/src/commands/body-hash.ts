import { hash } from 'node:crypto';

/** JSON with the members of every object in one order: equal documents are equal texts. */
export const canonicalJson = (value: unknown): string => JSON.stringify(ordered(value));

/** A copy that JSON.stringify writes in order: twice as fast as putting the text together here. */
function ordered(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(ordered);
  const object = value as Readonly<Record<string, unknown>>;
  const copy: Record<string, unknown> = {};
  for (const key of Object.keys(object).sort()) copy[key] = ordered(object[key]);
  return copy;
}

/**
 * What makes a command the same command when it is sent again: its name, its occurredAt as sent and its payload.
 * 132 bits of SHA-256, base64url.
 */
export function bodyHash(command: string, occurredAt: string | undefined, payload: object): string {
  return hash('sha256', canonicalJson([command, occurredAt ?? null, payload]), 'base64url').slice(0, 22);
}
