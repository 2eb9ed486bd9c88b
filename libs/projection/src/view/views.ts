import type { EventStore, Millis, Position } from '@rapport/event-store';
import type { PolicyHistory } from '@rapport/policy';
import { checkedPosition } from '../http/checked-position';
import type { ReadyReplay, Replays } from '../replay/replays';
import type { ProjectionRuntime } from '../runtime';
import { askedBy, travelOf, travels, type Asked, type MomentParameters } from './asked';
import { FoldedRows, Folders } from './folded-rows';
import { NewestKnown } from './newest-known';
import { atBeforeNewest, replayBehind } from './problems';
import { StoredRows } from './stored-rows';
import type { SubjectView } from './subject-view';
import { View } from './view';

export interface ViewsOptions {
  readonly runtime: Pick<ProjectionRuntime, 'waitFor' | 'highWater' | 'model' | 'memberships'>;
  readonly log: Pick<EventStore, 'checkPosition' | 'head' | 'readAll' | 'readStream'>;
  readonly policies: PolicyHistory;
  /** Takes in policies that other nodes have published meanwhile: asked for when an event is stamped with a newer one. */
  readonly refreshPolicies?: () => Promise<void>;
  readonly replays: Pick<Replays, 'ready'>;
}

/**
 * Answers queries with what they are to see. The one thing that a controller of a projection asks for; a class, so that Nest
 * injects it by its type.
 */
export class Views {
  private readonly folders: Folders;
  private readonly newestKnown: NewestKnown;

  constructor(private readonly options: ViewsOptions) {
    this.folders = new Folders(options.policies);
    this.newestKnown = new NewestKnown(options.log);
  }

  /**
   * Waits as the query asks and says what it is to see. Read the rows right after it. A replay stands still: it holds the
   * position that is waited for, or never will.
   * @throws Problem 400 `foreign-position`, `malformed-position`, `validation-failed`, `not-known-yet`, `at-before-newest`,
   *   `replay-with-time-travel`, `replay-behind`, 404 `replay-not-found`, 503 `replay-building`; WaitForTimeout
   */
  async of(query: MomentParameters): Promise<View> {
    const asked = askedBy(query);
    const { log, runtime, replays } = this.options;
    const waitFor = asked.waitFor === undefined ? undefined : await checkedPosition(log, asked.waitFor);
    if (asked.replay !== undefined) return this.ofReplay(asked, await replays.ready(asked.replay), waitFor);
    if (waitFor !== undefined) await runtime.waitFor(waitFor);
    return this.inForce(asked, 'rows');
  }

  /** For a question that the log alone answers, so that nothing is waited for: what a command answered with is in it. */
  async ofLog(query: MomentParameters): Promise<View> {
    const { waitFor, ...asked } = askedBy(query);
    if (waitFor !== undefined) await checkedPosition(this.options.log, waitFor);
    return asked.replay === undefined ? this.inForce(asked, 'log') : this.of(query);
  }

  async journey(journeyId: string, query: MomentParameters): Promise<SubjectView> {
    return (await this.of(query)).journey(journeyId);
  }

  /** @throws CustomerNotFound, and what `of` throws */
  async customer(customerId: string, query: MomentParameters): Promise<SubjectView> {
    return (await this.of(query)).customer(customerId);
  }

  private async inForce(asked: Asked, upTo: 'rows' | 'log'): Promise<View> {
    const { runtime, policies } = this.options;
    const { asOf, knownAt } = asked;
    const { position: reached, newestOccurredAt } = runtime.highWater();
    const position = (upTo === 'log' ? await this.options.log.head() : reached) ?? null;
    const newest = asOf ?? (knownAt === undefined ? newestOccurredAt : await this.newestKnown.at(knownAt));
    return new View({
      at: momentOf(asked, newest),
      position,
      horizon: { upTo: position, ...travelOf(asked) },
      policy: knownAt === undefined ? policies.inForce : policies.inForceAt(knownAt),
      source: travels(asked)
        ? new FoldedRows(this.folders, asked)
        : new StoredRows((definition) => runtime.model(definition)),
      everMembersOf: (customerId) => runtime.memberships().everMembersOf(customerId),
      ...this.sources,
    });
  }

  private ofReplay(asked: Asked, replay: ReadyReplay, waitFor: Position | undefined): View {
    const { policies } = this.options;
    const { name, position, knownAt } = replay;
    if (waitFor !== undefined && (position === null || waitFor > position))
      throw replayBehind(name, position);
    return new View({
      at: momentOf({ ...asked, ...travelOf(replay) }, replay.asOf ?? replay.newestOccurredAt ?? undefined),
      position,
      horizon: { upTo: position, ...travelOf(replay) },
      replay: name,
      policy: knownAt === undefined ? policies.inForce : policies.inForceAt(knownAt),
      source: new StoredRows((definition) => replay.model(definition)),
      everMembersOf: (customerId) => this.options.runtime.memberships().everMembersOf(customerId),
      ...this.sources,
    });
  }

  private get sources() {
    const { log, policies, refreshPolicies } = this.options;
    return { log, policies, ...(refreshPolicies && { refreshPolicies }) };
  }
}

/** The moment asked for, which no event that is seen may lie behind. */
function momentOf({ at, asOf }: Asked, newest: Millis = 0): Millis {
  if (at === undefined || at >= newest) return at ?? newest;
  throw atBeforeNewest(at, newest, asOf);
}
