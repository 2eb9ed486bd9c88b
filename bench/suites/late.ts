import { play, rowsHoldAll, withEngineOn, withFolder } from '../engine';
import { workload, type CommandLine } from '../workload';

const journeys = 1_000;
const count = 100_000;
/** A journey is visited every `journeys` seconds. */
const lateMs = 3_500 * journeys;

export interface Late {
  /** How fast, of the speed in order. */
  readonly ratio: number;
  readonly inOrderMs: number;
  readonly lateMs: number;
}

/** A catch-up with 100,000 events, every twentieth of them late, against one with the same events in order. */
export async function late(): Promise<Late> {
  const [inOrder, behind] = [await catchUp(0), await catchUp(lateMs)];
  return { ratio: inOrder / behind, inOrderMs: inOrder, lateMs: behind };
}

/** Milliseconds that read models in force take for what was appended while projections were paused. */
const catchUp = (byMs: number): Promise<number> =>
  withFolder(async (folder) => {
    await withEngineOn(folder, 'running', ({ engine }) => rowsHoldAll(engine));
    await withEngineOn(folder, 'paused', (bench) => play(bench, withContacts(byMs), 256));
    const startedAt = performance.now();
    await withEngineOn(folder, 'running', ({ engine }) => rowsHoldAll(engine));
    return performance.now() - startedAt;
  });

/** The workload with every twentieth command a further contact, which occurred earlier by so much. */
function* withContacts(byMs: number): Generator<CommandLine> {
  let n = 0;
  for (const line of workload(count, journeys)) {
    yield line;
    n += 1;
    if (n > 5 * journeys && n % 19 === 0) yield contact(line, byMs);
  }
}

const contact = ({ journeyId, commandId, occurredAt }: CommandLine, byMs: number): CommandLine => ({
  command: 'record-interaction',
  journeyId,
  commandId: `${commandId}-contact`,
  occurredAt: new Date(Date.parse(occurredAt) - byMs).toISOString(),
  interactionId: `${commandId}-contact`,
  touchpoint: 'help-centre',
  channel: 'phone',
  direction: 'inbound',
});
