import type { RecordedEvent } from '@rapport/event-store';
import {
  compilePolicy,
  recompilePolicy,
  type Policy,
  type PolicyDocument,
  type PolicyRegistry,
} from '@rapport/policy';

export type Compile = (document: object, version: number) => Policy;

/** The type of event that publishes a policy, and the stream that it is published on. */
export const policyPublished = { type: 'PolicyPublished', stream: 'policy-default' } as const;

/** What such an event says. */
export interface PolicyPublished {
  readonly name: string;
  readonly version: number;
  readonly document: object;
}

/** For a thread of a process that checks the log's policies itself: checking takes longer than all the rest. */
export const uncheckedPolicy: Compile = (document, version) =>
  recompilePolicy(document as PolicyDocument, version);

/** Takes the policies among events of the log into a registry; those that it took before are passed over. */
export function policyFollower(
  registry: PolicyRegistry,
  compile: Compile = compilePolicy,
): (events: readonly RecordedEvent[]) => void {
  const known = new Set<number>();
  return (events) => {
    for (const event of events) {
      if (event.type !== policyPublished.type || event.stream !== policyPublished.stream) continue;
      const { version, document } = event.data as PolicyPublished; // others may hold anything
      if (known.has(version)) continue;
      registry.add(compile(document, version), event.recordedAt);
      known.add(version);
    }
  };
}
