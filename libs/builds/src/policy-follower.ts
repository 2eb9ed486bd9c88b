import type { RecordedEvent } from '@rapport/event-store';
import {
  compilePolicy,
  recompilePolicy,
  type Policy,
  type PolicyDocument,
  type PolicyRegistry,
} from '@rapport/policy';

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
      registry.add(published(document, version), recordedAt);
      known.add(version);
    }
  };
}

/** It was checked against its schema before it was published, which takes longer than all the rest. */
function published(document: object, version: number): Policy {
  try {
    return recompilePolicy(document as PolicyDocument, version);
  } catch {
    return compilePolicy(document, version); // says what is wrong with one that others appended
  }
}
