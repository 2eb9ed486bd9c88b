import { hash } from 'node:crypto';

/**
 * What makes a command the same command when it is sent again: its name, its occurredAt where one was sent (the instant,
 * however it was written) and its payload as JSON, whose members are in order already (payload-order.ts). 132 bits of SHA-256,
 * base64url.
 */
export function bodyHash(command: string, occurredAtMs: number | undefined, payloadText: string): string {
  const text = `["${command}",${occurredAtMs ?? 'null'},${payloadText}]`;
  return hash('sha256', text, 'base64url').slice(0, 22);
}
