import type { EventLog, RecordedEvent } from '@rapport/event-store';
import type { Acknowledged } from './load';

export interface LogCheck {
  readonly events: number;
  /** One line for each event that is missing or there twice. */
  readonly violations: readonly string[];
}

/** Nothing acknowledged is missing, and nothing is there twice: no id of an event, and no command in two appends. */
export async function checkLog(log: EventLog, acknowledged: readonly Acknowledged[]): Promise<LogCheck> {
  const places = new Map<string, string>();
  const commands = new Map<string, string[]>();
  const violations: string[] = [];
  let before = '';
  for await (const event of eventsOf(log)) {
    if (places.has(event.id)) violations.push(`Event ${event.id} is there twice.`);
    places.set(event.id, placeOf(event.stream, event.revision));
    const command = commandOf(event.stream, event.metadata.commandId ?? event.id);
    const stored = commands.get(command) ?? [];
    if (command !== before && stored.length > 0) violations.push(`Command ${command} is there twice.`);
    commands.set(command, [...stored, event.id]);
    before = command;
  }
  for (const { journeyId, commandId, events } of acknowledged) {
    const stream = `journey-${journeyId}`;
    for (const { id, revision } of events)
      if (places.get(id) !== placeOf(stream, revision))
        violations.push(
          `Acknowledged and missing: ${id}, event ${revision} of ${journeyId} by ${commandId}.`,
        );
    const stored = commands.get(commandOf(stream, commandId))?.length ?? 0;
    if (stored > events.length)
      violations.push(
        `${commandId} stored ${stored} events in ${stream}, and was acknowledged with ${events.length}.`,
      );
  }
  return { events: places.size, violations };
}

const commandOf = (stream: string, commandId: string): string => `${stream} ${commandId}`;

const placeOf = (stream: string, revision: number): string => `${stream}@${revision}`;

async function* eventsOf(log: EventLog): AsyncGenerator<RecordedEvent> {
  for (
    let page = await log.readAll();
    ;
    page = await log.readAll({ ...(page.next && { after: page.next }) })
  ) {
    yield* page.events;
    if (page.end) return;
  }
}
