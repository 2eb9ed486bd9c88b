import { command } from '../kernel/command';
import { Fact } from '../payload/fact';
import { Id, Optional, Text } from '../payload/fields';
import { Personal } from '../payload/personal';
import { endPromise } from './due';
import { promiseHasNotEnded, promiseIsKnown } from './guards';

/** We will never do what we said. (Kept late is not broken.) */
export class BreakPromise extends Fact {
  @Id() promiseId!: string;
  @Optional() @Text() @Personal() reason?: string;
}

export class PromiseBroken extends BreakPromise {}

export const breakPromise = command(BreakPromise, {
  records: PromiseBroken,
  guards: [promiseIsKnown, promiseHasNotEnded],
  evolve: endPromise,
});
