import type { Policy } from '@rapport/policy';
import type { EventType, JourneyEvent } from '../catalogue/events';

/** What to do with each type of event, by the policy version stamped on it; types that are absent do nothing. */
export type Handlers<State> = {
  readonly [T in EventType]?: (event: JourneyEvent<T>, state: State, policy: Policy) => void;
};

type Handler<State> = (event: JourneyEvent, state: State, policy: Policy) => void;

/** All of them as one, in their order: of each event it is asked once, by its type, what is to be done. */
export function handling<State>(...all: readonly Handlers<State>[]): Handler<State> {
  const byType = new Map<string, Handler<State>[]>();
  for (const handlers of all)
    for (const [type, handler] of Object.entries(handlers) as [string, Handler<State>][])
      byType.set(type, [...(byType.get(type) ?? []), handler]);
  return (event, state, policy) => {
    const handlers = byType.get(event.type);
    if (handlers === undefined) return;
    for (const handler of handlers) handler(event, state, policy);
  };
}
