import { completingCommand } from '../kernel/command';
import { Fact } from '../payload/fact';
import { Id, Optional, Whole } from '../payload/fields';
import { endPromise } from './due';
import { latenessIsByTheDueInForce, promiseHasNotEnded, promiseIsKnown } from './guards';
import { lateSecondsOf } from './lateness';

/** We did what we said, in time or late. */
export class KeepPromise extends Fact {
  @Id() promiseId!: string;
}

export class PromiseKept extends KeepPromise {
  /** Negative when early; absent where nothing was due. A promise of a date counts whole days. */
  @Optional() @Whole() lateSeconds?: number;
}

export const keepPromise = completingCommand(KeepPromise, {
  records: PromiseKept,
  guards: [promiseIsKnown, promiseHasNotEnded, latenessIsByTheDueInForce],
  complete: (payload, journey, { occurredAt }) => {
    const lateSeconds = lateSecondsOf(journey.promises.get(payload.promiseId)?.due ?? {}, occurredAt);
    return lateSeconds === undefined ? { ...payload } : { ...payload, lateSeconds };
  },
  evolve: endPromise,
});
