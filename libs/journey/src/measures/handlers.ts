import type { EventType, JourneyEvent } from '../catalogue/events';

/** What to do with each type of event; types that are absent do nothing. */
export type Handlers<Arguments extends readonly unknown[]> = {
  readonly [T in EventType]?: (event: JourneyEvent<T>, ...rest: Arguments) => void;
};

/** Calls the handler of the event's type, if there is one. */
export function handle<Arguments extends readonly unknown[]>(
  handlers: Handlers<Arguments>,
  event: JourneyEvent,
  ...rest: Arguments
): void {
  const handler = handlers[event.type] as ((event: JourneyEvent, ...rest: Arguments) => void) | undefined;
  handler?.(event, ...rest);
}
