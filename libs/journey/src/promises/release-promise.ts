import { command } from '../kernel/command';
import { Fact } from '../payload/fact';
import { Id, OneOf } from '../payload/fields';
import { endPromise } from './due';
import { promiseHasNotEnded, promiseIsKnown } from './guards';

/** The customer lets us off. */
export class ReleasePromise extends Fact {
  @Id() promiseId!: string;
  @OneOf(['customer']) by!: 'customer';
}

export class PromiseReleased extends ReleasePromise {}

export const releasePromise = command(ReleasePromise, {
  records: PromiseReleased,
  guards: [promiseIsKnown, promiseHasNotEnded],
  evolve: endPromise,
});
