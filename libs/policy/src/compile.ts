import { InvalidPolicy } from './fault';
import type { Policy } from './policy';

/** @throws InvalidPolicy with every fault of the document */
export function compilePolicy(document: object, version: number): Policy {
  throw new InvalidPolicy([
    { path: '', message: `not compiled yet: ${JSON.stringify(document)} ${version}` },
  ]);
}
