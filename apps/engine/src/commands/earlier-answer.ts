import type { EventStore } from '@rapport/event-store';
import { journeyStream } from '../journeys/journey-stream';
import type { CommandAnswer } from './answer';
import type { JourneyCommand } from './journey-command';
import { commandIdReused } from './refusals';

/** A fact, what our policy made of it, and room to spare. */
const eventsRead = 8;

/**
 * The answer to a command that was recorded before and is durable, as the log has it.
 * @param revision of the first event that was recorded under the command's id
 * @throws Problem `command-id-reused`
 */
export async function earlierAnswer(
  { content: { commandId, journeyId, bodyHash } }: JourneyCommand,
  revision: number,
  store: Pick<EventStore, 'readStream'>,
): Promise<CommandAnswer> {
  const page = await store.readStream(journeyStream(journeyId), { from: revision, limit: eventsRead });
  const recorded = page.filter(({ metadata }) => metadata.commandId === commandId);
  const last = recorded.at(-1);
  if (last === undefined) throw new Error(`Revision ${revision} of the journey is not the command's.`);
  if (last.metadata.bodyHash !== bodyHash) throw commandIdReused(commandId);
  const events = recorded.map(({ id, type, revision: at }) => ({ id, type, revision: at }));
  return { commandId, journeyId, status: 'recorded', replayed: true, position: last.position, events };
}
