import { definitionOfFact } from '../catalogue/catalogue';
import { eventClasses, isFact } from '../catalogue/events';
import type { JourneyEvent } from '../catalogue/events';
import { CaseFact } from '../cases/case-fact';
import { JourneyFacts } from '../state/journey-facts';

/** A journey that the write side cannot fold either. Its message quotes nothing that was recorded but numbers and types. */
export class UnreadableJourney extends Error {
  readonly code = 'journey-unreadable';
  override readonly name = UnreadableJourney.name;
}

const aboutCases: ReadonlySet<string> = new Set(
  Object.entries(eventClasses).flatMap(([type, { prototype }]) =>
    prototype instanceof CaseFact ? [type] : [],
  ),
);

/**
 * What the write side asks of a history and the relationship's fold does not: data that is an object, and that a case is opened
 * before anything else is said of it.
 * @param history in business order
 * @throws UnreadableJourney
 */
export function checkReadable(history: readonly JourneyEvent[]): void {
  const facts = new JourneyFacts();
  let read = 0;
  try {
    for (const event of history) {
      check(event, facts);
      read += 1;
    }
  } catch (cause) {
    const { revision, type } = history[read] ?? {};
    throw new UnreadableJourney(`Event ${revision} (${type}) cannot be read.`, { cause });
  }
}

function check(event: JourneyEvent, facts: JourneyFacts): void {
  const data: unknown = event.data;
  if (typeof data !== 'object' || data === null || Array.isArray(data))
    throw new TypeError('Its data is no JSON object.');
  if (isFact(event) && aboutCases.has(event.type))
    definitionOfFact(event.type).evolve(facts, data, event.occurredAt);
}
