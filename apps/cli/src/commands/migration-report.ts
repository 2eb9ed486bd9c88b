import type { Migration } from '@rapport/event-store';
import { grouped, seconds } from '../terminal/numbers';
import { line, type Terminal } from '../terminal/terminal';

/** Whether one still writes to the old log. */
export interface EngineRuns {
  readonly engineRuns: boolean;
}

/** For people. */
export function tellMigration(
  { from, to, events, streams, moved: now, displaced, sha256, engineRuns }: Migration & EngineRuns,
  where: string,
  took: number,
  terminal: Terminal,
): void {
  const before = events > now ? ` (${grouped(events - now)} were there before)` : '';
  line(terminal, `Moved log ${from} to ${where}, where it is log ${to}, in ${seconds(took)}.`);
  line(
    terminal,
    `${grouped(events)} events in ${grouped(streams)} streams${before}: the same on both sides.`,
  );
  line(
    terminal,
    displaced === 0
      ? 'The order of the whole log is the same.'
      : `${grouped(displaced)} events have another place in the order of the whole log; in their streams all are in order.`,
  );
  line(terminal, `SHA-256 of all events: ${sha256}`);
  line(
    terminal,
    engineRuns
      ? 'An engine still writes to the old log. Stop it and run the same command again: it moves what came meanwhile.'
      : notSealed,
  );
}

const notSealed = [
  'The old log is not sealed: an engine that starts on it records into it again, and that cannot be moved any more once the',
  'new log is in use. Rename its folder, and start engines with RAPPORT_EVENT_STORE. Positions of the old log are refused',
  'there: docs/how-to/grow.md says what to do.',
].join('\n');
