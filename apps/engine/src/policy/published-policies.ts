import { WrongExpectedRevision, type EventStore, type RecordedEvent } from '@rapport/event-store';
import { policyFollower, policyPublished, type PolicyPublished } from '@rapport/builds';
import { defaultPolicyText, parsePolicy, PolicyRegistry } from '@rapport/policy';
import { v5 } from 'uuid';

const { stream, type } = policyPublished;
/** Of the ids of policy events, so that two engines that start at once publish the same event. */
const namespace = 'e3f1c7a0-5b0e-4c3e-9d59-0a4f6f7f2c11';

/** The policies of the log. */
export class PublishedPolicies {
  readonly registry = new PolicyRegistry();
  /**
   * Takes in the policies among events of the log; those it knows are passed over. The projections' pass over the log calls it,
   * so that no second one is made: reading all that is committed again for this alone took a tenth of the time of a command.
   */
  readonly follow = policyFollower(this.registry);

  constructor(private readonly store: EventStore) {}

  /** Reads what is published; a log without a policy gets the default one as version 1. */
  async open(): Promise<void> {
    const published = await this.read();
    if (published.length === 0) await publishDefault(this.store);
    this.follow(published.length === 0 ? await this.read() : published);
  }

  /** Takes in what another engine has published meanwhile. */
  async refresh(): Promise<void> {
    this.follow(await this.read());
  }

  private async read(): Promise<RecordedEvent[]> {
    const events: RecordedEvent[] = [];
    for (;;) {
      const page = await this.store.readStream(stream, { from: events.length });
      if (page.length === 0) return events;
      events.push(...page);
    }
  }
}

async function publishDefault(store: EventStore): Promise<void> {
  const document = parsePolicy(defaultPolicyText());
  if (Array.isArray(document)) throw new Error('The default policy of this build cannot be read.');
  const data: PolicyPublished = { name: document.policy, version: 1, document };
  const event = {
    id: v5(`${stream}:1`, namespace),
    type,
    schemaVersion: 1,
    occurredAt: Date.now(),
    policyVersion: 1,
    data,
    metadata: {},
  };
  try {
    await store.append(stream, [event], 'no-stream');
  } catch (error) {
    if (!(error instanceof WrongExpectedRevision)) throw error; // another engine was first
  }
}
