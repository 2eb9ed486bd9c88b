import type { RecordedEvent } from '@rapport/event-store';
import { compilePolicy, type PolicyRegistry } from '@rapport/policy';

/** The type of event that publishes a policy, and the stream that it is published on. */
export const policyPublished = { type: 'PolicyPublished', stream: 'policy-default' } as const;

/** What such an event says. */
export interface PolicyPublished {
  readonly name: string;
  readonly version: number;
  readonly document: object;
}

/** Takes the policies among events of the log into a registry; those that it took before are passed over. */
export function policyFollower(registry: PolicyRegistry): (events: readonly RecordedEvent[]) => void {
  const known = new Set<number>();
  return (events) => {
    for (const { type, stream, data, recordedAt } of events) {
      if (type !== policyPublished.type || stream !== policyPublished.stream) continue;
      const { version, document } = data as PolicyPublished;
      if (known.has(version)) continue;
      registry.add(compilePolicy(document, version), recordedAt);
      known.add(version);
    }
  };
}
