import { hash } from 'node:crypto';

/** Namespace of Rapport's event ids (RFC 9562, version 5). Changing it would make every retried command look new. */
const NAMESPACE = Buffer.from('8f1d6b0a52c94e37a6d3c1f7e0b95d24', 'hex');

/**
 * The id of the event with this index among those that a command recorded: the same command retried gives the same ids.
 * One-shot hashing takes about a microsecond; the `uuid` package's v5 four.
 */
export function eventId(journeyId: string, commandId: string, index: number): string {
  const name = Buffer.from(`${journeyId}/${commandId}/${index}`);
  const hex = hash('sha1', Buffer.concat([NAMESPACE, name]), 'hex');
  const variant = ((Number.parseInt(hex.charAt(16), 16) & 0x3) | 0x8).toString(16);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-5${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
