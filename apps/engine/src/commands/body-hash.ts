import { hash } from 'node:crypto';

/** JSON with the members of every object in one order: equal documents are equal texts. */
export function canonicalJson(value: unknown): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  const members: string[] = [];
  for (const key of Object.keys(value).sort()) {
    const member: unknown = (value as Record<string, unknown>)[key];
    if (member !== undefined) members.push(`${JSON.stringify(key)}:${canonicalJson(member)}`);
  }
  return `{${members.join(',')}}`;
}

/**
 * What makes a command the same command when it is sent again: its name, its occurredAt as sent and its payload.
 * 132 bits of SHA-256, base64url.
 */
export function bodyHash(command: string, occurredAt: string | undefined, payload: object): string {
  return hash('sha256', canonicalJson([command, occurredAt ?? null, payload]), 'base64url').slice(0, 22);
}
