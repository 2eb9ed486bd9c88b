import type { Plain } from '../kernel/plain';
import { Kind } from './fields';
import { Personal } from './personal';
import { TextLength } from './text-length';

/** By what key a customer is known somewhere: `{scheme: "crm", key: "4711"}`. */
export class Identity {
  @Kind() scheme!: string;
  @Personal() @TextLength(1, 512) key!: string;
}

export const sameIdentity = (one: Plain<Identity>, other: Plain<Identity>): boolean =>
  one.scheme === other.scheme && one.key === other.key;
