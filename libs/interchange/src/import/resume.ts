import { createHash } from 'node:crypto';
import { EngineRefused } from '../engine/errors';
import type { EngineClient } from '../engine/engine-client';
import { acknowledged } from '../play/play';
import type { Staging } from '../staging/staging';

/** What an interrupted import and this one are compared by. */
export interface Fingerprint {
  /** Of the files. */
  readonly content: string;
  /** Of the mapping. */
  readonly text: string;
}

/**
 * How many commands of this very import are acknowledged already; undefined where the work file holds no plan of it, and is
 * now empty. When in doubt an import starts anew, which costs time and nothing else.
 */
export async function resume(
  staging: Staging,
  fingerprint: Fingerprint,
  client: EngineClient,
  note: (message: string) => void,
): Promise<number | undefined> {
  const { ledger, database } = staging;
  const name = createHash('sha256').update(JSON.stringify(fingerprint)).digest('hex');
  const isPlanned = ledger.get('fingerprint') === name && ledger.get('ready') === 'yes';
  const done = acknowledged(staging);
  if (isPlanned && (done === 0 || (await holds(client, ledger.get('position'))))) {
    if (done > 0)
      note(`Going on with the import that was interrupted: ${done} commands are acknowledged already.`);
    return done;
  }
  if (done > 0)
    note(
      isPlanned
        ? "The engine's log does not show what it acknowledged before the import was interrupted: starting anew."
        : 'The file or the mapping has changed since the import was interrupted: starting anew.',
    );
  database.transaction(() => {
    database.clear();
    ledger.set('fingerprint', name);
  });
  return undefined;
}

/** Whether the engine's log goes as far: a position of another log is foreign, one of a log restored from a backup unreached. */
async function holds(client: EngineClient, position: string | undefined): Promise<boolean> {
  if (position === undefined) return false;
  try {
    await client.get(`/v1/stages?waitFor=${encodeURIComponent(position)}`);
    return true;
  } catch (error) {
    if (error instanceof EngineRefused) return false;
    throw error;
  }
}
