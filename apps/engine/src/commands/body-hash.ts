import { hash } from 'node:crypto';

/**
 * What makes a command the same command when it is sent again: its name, its occurredAt as sent and its payload, whose members
 * are in order already (payload-order.ts). 132 bits of SHA-256, base64url.
 */
export function bodyHash(command: string, occurredAt: string | undefined, payload: object): string {
  const text = JSON.stringify([command, occurredAt ?? null, payload]);
  return hash('sha256', text, 'base64url').slice(0, 22);
}
