import type { Checkpoint } from '../../read-model';
import type { StoreChange } from '../../shared-store';

/** What all nodes of a schema listen on. */
export const channelOf = (schema: string): string => `rapport_${schema}`;

/** Positions compare as texts: one of other characters might lie behind all. */
const ofPositions = /^[0-9a-z-]+$/;

/** As text that a notification carries, which is short of 8,000 bytes. */
export const toNews = (change: StoreChange): string => JSON.stringify(change);

/** Undefined for what a newer node may tell, or anybody else: all users of the database can. */
export function fromNews(text: string | undefined): StoreChange | undefined {
  try {
    const told: unknown = JSON.parse(text ?? 'null');
    return isChange(told) ? told : undefined;
  } catch {
    return undefined;
  }
}

function isChange(told: unknown): told is StoreChange {
  if (!isRecord(told)) return false;
  const { kind, build, checkpoint } = told;
  return kind === 'committed'
    ? typeof build === 'string' && isCheckpoint(checkpoint)
    : kind === 'in-force' || kind === 'roles';
}

function isCheckpoint(told: unknown): told is Checkpoint {
  if (!isRecord(told)) return false;
  const { logId, position, lastEventId, newestOccurredAt } = told;
  return (
    typeof logId === 'string' &&
    typeof position === 'string' &&
    ofPositions.test(position) &&
    typeof lastEventId === 'string' &&
    (newestOccurredAt === null || Number.isSafeInteger(newestOccurredAt))
  );
}

const isRecord = (told: unknown): told is Readonly<Record<string, unknown>> =>
  typeof told === 'object' && told !== null;
