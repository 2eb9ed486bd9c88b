import type { Position } from '@rapport/event-store';
import type { Policy, PolicyHistory } from '@rapport/policy';
import {
  createReplays,
  CustomerNotFound,
  isoInstant,
  Views,
  type ReadyReplay,
  type Replays,
  type SubjectView,
  type TimeTravel,
} from '@rapport/projection';
import { customerSubject, type ReadModel } from '@rapport/read-store';
import fc from 'fast-check';
import { setTimeout as pause } from 'node:timers/promises';
import { history } from './arrivals/histories';
import { ledger, ledgerOfItsOwn } from './arrivals/ledger';
import { interleaved, ownNames } from './customers';
import { dump } from './dump';
import { append, type Arrival } from './events';
import { usePlace, type Engine, type MakePlace } from './fixture';

const policy = { version: 1 } as Policy;
const policies: PolicyHistory = { inForce: policy, inForceAt: () => policy, version: () => policy };
const folds = { 'the journeys’ fold': ledger, 'a fold of their own': ledgerOfItsOwn };

type Ledger = typeof ledger;
type Model = ReadModel<Ledger['table']>;

/** Another time, asked for of all (replays) and of each journey and customer (views). */
export function replayingSuite(make: MakePlace): void {
  describe('another time', () => {
    const whole = usePlace(make);
    const part = usePlace(make);
    let replays: Replays | undefined;
    afterEach(() => replays?.stop());

    const seed = Math.floor(Math.random() * 2 ** 31);
    const histories = fc.sample(history, { numRuns: 100, seed });
    const arrivals = interleaved(histories.map((one, n) => ownNames(one, String(n))));

    const replaysOf = async ({ log, readStore }: Engine, definition: Ledger = ledger): Promise<Replays> => {
      replays = createReplays({ projections: [definition], log, readStore, policies });
      await replays.start();
      return replays;
    };
    const travels = (known: number): Record<string, TimeTravel> => ({
      asOf: { asOf: 8 },
      knownAt: { knownAt: known },
      both: { asOf: 12, knownAt: known },
      neither: {},
    });
    const cases = Object.keys(folds).flatMap((fold) => Object.keys(travels(0)).map((one) => [one, fold]));

    it.each(cases)(
      `is what an engine holds that has seen no more: %s, customers by %s (seed ${seed})`,
      async (which, fold) => {
        const definition = folds[fold as keyof typeof folds];
        const engine = await whole.start({ projections: [definition] });
        const travel = travels(await appendInHalves(engine, arrivals))[which] ?? {};
        const made = await replaysOf(engine, definition);
        const replay = await built(made, travel);
        const model: Model = replay.model(definition);

        const other = await part.start({ projections: [definition] });
        await appendSeen(engine, travel, other);
        expect(await dump(model)).toBe(await dump(other.runtime.model(definition)));

        const { runtime, log } = engine;
        const views = new Views({ runtime, log, policies, replays: made });
        await viewsAgree(views, travel, definition, model);
      },
      120_000,
    );
  });
}

/** Returns a moment of recorded time between the halves. */
async function appendInHalves(engine: Engine, arrivals: readonly Arrival[]): Promise<number> {
  const half = Math.floor(arrivals.length / 2);
  await append(engine.log, ...arrivals.slice(0, half));
  await pause(5);
  const between = Date.now();
  await pause(5);
  await append(engine.log, ...arrivals.slice(half));
  await engine.caughtUp();
  return between;
}

async function built(replays: Replays, travel: TimeTravel): Promise<ReadyReplay> {
  const { name } = await replays.create({ ...travel, expiresInMs: 60_000 });
  while ((await replays.find(name)).state === 'building') await pause(2);
  return replays.ready(name);
}

/** Appends to another log what is seen of one, in its order. */
async function appendSeen(
  { log }: Engine,
  { asOf = Infinity, knownAt = Infinity }: TimeTravel,
  other: Engine,
): Promise<void> {
  let after: Position | undefined;
  for (let end = false; !end;) {
    const page = await log.readAll(after === undefined ? {} : { after });
    const seen = page.events.filter((event) => event.occurredAt <= asOf && event.recordedAt <= knownAt);
    const again = seen.map(
      ({ stream, id, type, schemaVersion, occurredAt, policyVersion, data, metadata }) => ({
        journeyId: stream.replace('journey-', ''),
        event: { id, type, schemaVersion, occurredAt, policyVersion, data, metadata },
      }),
    );
    if (again.length > 0) await append(other.log, ...again);
    ({ end, next: after } = page);
  }
  await other.caughtUp();
}

/** What views fold of each subject is what the replay holds of it, and the replay holds nobody else. */
async function viewsAgree(
  views: Views,
  { asOf, knownAt }: TimeTravel,
  definition: Ledger,
  model: Model,
): Promise<void> {
  const view = await views.of({
    ...(asOf !== undefined && { asOf: isoInstant(asOf) }),
    ...(knownAt !== undefined && { knownAt: isoInstant(knownAt) }),
  });
  const stored = async (key: string) => ({
    rows: await model.subject(key),
    parked: (await model.parkedOf(key))?.eventId ?? null,
  });
  const folded = async (subject: SubjectView) => {
    const { rows, parked } = await subject.rows(definition);
    return { rows, parked: parked?.eventId ?? null };
  };
  for (let n = 0; n < 100; n += 1) {
    for (const name of ['anna', 'ben', 'cleo', 'dora'])
      expect(await folded(view.journey(`${name}${n}`))).toEqual(await stored(`${name}${n}`));
    for (const customerId of [`family${n}`, `firm${n}`]) {
      const members = await model.membersOf(customerId);
      const customer = await view.customer(customerId).catch((error: unknown) => error);
      if (members.length === 0) {
        expect(customer).toBeInstanceOf(CustomerNotFound);
        continue;
      }
      const subject = customer as SubjectView;
      expect(subject.named).toEqual({ customerId, journeys: members });
      const [only] = members;
      const key = members.length === 1 && only !== undefined ? only : customerSubject(customerId);
      expect(await folded(subject)).toEqual(await stored(key));
    }
  }
}
