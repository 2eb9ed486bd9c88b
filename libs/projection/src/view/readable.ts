import { jsonObject, type RecordedEvent } from '@rapport/event-store';
import { Problem } from '../http/problem';

/** @throws Problem `journey-unreadable` for an event whose data is no JSON object */
export function checkReadable(
  journeyId: string,
  event: Pick<RecordedEvent, 'revision' | 'type' | 'data'>,
): void {
  const { revision, type } = event;
  try {
    jsonObject(event.data);
    return;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error; // the log's to tell
  }
  throw new Problem({
    status: 500,
    code: 'journey-unreadable',
    title: 'The recorded events of this journey cannot be read',
    detail:
      `Event ${revision} of journey ${journeyId} (${type}) is damaged, so what rests on it cannot be told; ` +
      'other journeys go on. `rapport verify` names all that is damaged; restore a backup.',
    extra: { event: { journeyId, revision, type } },
  });
}
