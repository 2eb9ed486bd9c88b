import { completingCommand } from '../kernel/command';
import { Fact } from '../payload/fact';
import { Day, Flag, Id, Instant, Kind, OneOf, Optional, Text } from '../payload/fields';
import { Nested } from '../payload/nested';
import { PARTIES } from '../payload/party';
import type { Party } from '../payload/party';
import { Personal } from '../payload/personal';
import { Subject } from '../payload/subject';
import { dueOf } from './due';
import { subjectIsComplete, subjectIsKnown } from '../subjects/guards';
import { dueIsSaidOnce, promiseIsNew } from './guards';

/** We say what we will do, and by when. */
export class MakePromise extends Fact {
  @Id() promiseId!: string;
  @OneOf(PARTIES) to!: Party;
  /** What kind of promise: `call-back`, `delivery`. The policy may assume a due time by it. */
  @Kind() kind!: string;
  @Optional() @Instant() dueAt?: string;
  @Optional() @Day() dueOn?: string;
  @Optional() @Nested(() => Subject) about?: Subject;
  @Optional() @Text() @Personal() text?: string;
}

export class PromiseMade extends MakePromise {
  /** The due time was not said but assumed by the policy. */
  @Flag() assumed!: boolean;
}

export const makePromise = completingCommand(MakePromise, {
  records: PromiseMade,
  guards: [promiseIsNew, dueIsSaidOnce, subjectIsComplete, subjectIsKnown],
  complete: (payload, _journey, { occurredAt, policy }) => {
    const assumedMs = policy.assumedDueMs(payload.kind);
    const said = payload.dueAt !== undefined || payload.dueOn !== undefined;
    if (said || assumedMs === undefined) return { ...payload, assumed: false };
    return { ...payload, dueAt: new Date(occurredAt + assumedMs).toISOString(), assumed: true };
  },
  evolve: (journey, event) => journey.promises.set(event.promiseId, { due: dueOf(event), ended: false }),
});
