import { command } from '../kernel/command';
import { Fact } from '../payload/fact';
import { Day, Id, Instant, OneOf, Optional } from '../payload/fields';
import { PARTIES } from '../payload/party';
import type { Party } from '../payload/party';
import { dueOf } from './due';
import { dueIsSaid, dueIsSaidOnce, promiseHasNotEnded, promiseIsKnown } from './guards';

/** A promise gets another due time, before it ends. */
export class RenegotiatePromise extends Fact {
  @Id() promiseId!: string;
  @Optional() @Instant() dueAt?: string;
  @Optional() @Day() dueOn?: string;
  @OneOf(PARTIES) agreedBy!: Party;
}

export class PromiseRenegotiated extends RenegotiatePromise {}

export const renegotiatePromise = command(RenegotiatePromise, {
  records: PromiseRenegotiated,
  guards: [promiseIsKnown, promiseHasNotEnded, dueIsSaidOnce, dueIsSaid],
  evolve: (journey, event) => journey.promises.set(event.promiseId, { due: dueOf(event), ended: false }),
});
