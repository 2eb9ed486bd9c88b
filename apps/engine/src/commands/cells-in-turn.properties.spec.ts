import { StoreUnavailable, UnknownOutcome, type EventStore, type RecordedEvent } from '@rapport/event-store';
import fc from 'fast-check';
import { setTimeout as delay } from 'node:timers/promises';
import { Asked } from '../../testing/asked';
import { command, now, policies } from '../../testing/commands';
import { ControlledStore, settled } from '../../testing/controlled-store';
import { Cell } from './cell';
import type { JourneyCommand } from './journey-command';

/** Of each several, so that they meet their like, their contradictions and what comes late. */
const commands: readonly ((id: string) => JourneyCommand)[] = [
  (id) => command(id, 'begin-journey', {}, 0),
  ...['c1', 'c2'].flatMap((caseId) => [
    (id: string) => command(id, 'open-case', { caseId }, 2),
    (id: string) => command(id, 'propose-resolution', { caseId }, 4),
    (id: string) => command(id, 'propose-resolution', { caseId }, 8),
    (id: string) => command(id, 'confirm-resolution', { caseId, by: 'customer' }, 6),
  ]),
  (id) => command(id, 'make-purchase', { purchaseId: 'p' }, 5),
];

type Step =
  | { readonly kind: 'ask'; readonly cell: number; readonly command: number; readonly again: boolean }
  | { readonly kind: 'commit' | 'lose' | 'break stored' | 'break lost' }
  | { readonly kind: 'hear'; readonly cell: number; readonly events: number };

const cells = fc.integer({ min: 0, max: 1 });
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      ...{ kind: fc.constant('ask' as const), cell: cells, again: fc.boolean() },
      command: fc.integer({ min: 0, max: commands.length - 1 }),
    }),
  },
  { weight: 4, arbitrary: fc.constant({ kind: 'commit' as const }) },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constantFrom('lose', 'break stored', 'break lost') }),
  },
  {
    weight: 3,
    arbitrary: fc.record({ kind: fc.constant('hear' as const), cell: cells, events: fc.nat(30) }),
  },
);

/** A command, what became of it, and how long the log was when it was sent and when it was answered. */
interface Sent {
  readonly what: JourneyCommand;
  readonly asked: Asked;
  readonly from: number;
  until: number;
}

const policy = policies();
const cellOn = (store: ControlledStore, log: 'own' | 'shared'): Cell =>
  new Cell('j', {
    ...{ store: store as unknown as EventStore, log, policies: policy, now },
    ...{ retried: () => undefined, refreshPolicies: () => Promise.resolve() },
  });

class Run {
  readonly store = new ControlledStore();
  readonly cells = [cellOn(this.store, 'shared'), cellOn(this.store, 'shared')];
  readonly sent: Sent[] = [];

  async take(next: Step): Promise<void> {
    if (next.kind === 'ask') this.ask(next.cell, next.command, next.again);
    else if (next.kind === 'hear') this.cells[next.cell]?.hear(this.store.log.slice(0, next.events));
    else if (this.store.pending.length > 0) this.end(next.kind);
    await settled();
  }

  async finish(): Promise<void> {
    while (this.sent.some(({ asked }) => asked.state === 'waiting')) {
      await this.store.commitAll();
      await delay(1);
    }
  }

  private end(how: 'commit' | 'lose' | 'break stored' | 'break lost'): void {
    if (how === 'commit') this.store.commit();
    else if (how === 'lose') this.store.fail(new StoreUnavailable('away'));
    else if (how === 'break lost') this.store.fail(new UnknownOutcome('broke'));
    else this.breakOff();
  }

  /** Stored as it would be, and not answered. */
  private breakOff(): void {
    const [{ expected } = {}] = this.store.pending;
    const last = this.store.log.at(-1)?.revision ?? 'no-stream';
    this.store.fail(new UnknownOutcome('broke'), expected === last ? 'stored' : 'lost');
  }

  private ask(cell: number, which: number, again: boolean): void {
    const what = commands[which]?.(again ? `${which}` : `${which}-${this.sent.length}`);
    const answer = what && this.cells[cell]?.submit(what);
    if (what === undefined || answer === undefined) return;
    const sent: Sent = { what, asked: new Asked(answer), from: this.store.log.length, until: Infinity };
    const answered = (): unknown => (sent.until = this.store.log.length);
    answer.then(answered, answered);
    this.sent.push(sent);
  }
}

/** What an engine that has the log to itself makes of a command, given what is recorded up to there. */
async function alone(log: readonly RecordedEvent[], what: JourneyCommand) {
  const store = new ControlledStore();
  store.log.push(...log);
  const asked = new Asked(cellOn(store, 'own').submit(what));
  await store.commitAll();
  return { asked, recorded: store.log.slice(log.length) };
}

/** Ids differ from attempt to attempt. */
const said = (events: readonly RecordedEvent[]) =>
  events.map(({ type, revision, occurredAt, data }) => {
    const { driver, ...rest } = data as { driver?: { eventId: string } };
    return { type, revision, occurredAt, rest, driven: driver !== undefined };
  });

async function holds(run: Run): Promise<void> {
  const { log } = run.store;
  const recordedBy = (id: string) => log.filter(({ metadata }) => metadata.commandId === id);
  for (const { what } of run.sent) {
    const recorded = recordedBy(what.content.commandId);
    const [first] = recorded;
    if (first === undefined) continue;
    expect(said(recorded)).toEqual(said((await alone(log.slice(0, first.revision), what)).recorded)); // and so once
  }
  for (const { what, asked, from, until } of run.sent) {
    const { answer } = asked;
    const inLog = recordedBy(what.content.commandId).map(({ id }) => id);
    if (answer?.status === 'recorded') expect(answer.events.map(({ id }) => id)).toEqual(inLog);
    const code = (asked.error as { code?: string } | undefined)?.code;
    const isRefused = answer?.status === 'unchanged' || code?.includes('.') === true;
    if (isRefused || code === 'contradicts-later-event')
      await expectDeserved(what, asked, log.slice(0, until), from);
  }
}

/** Somewhere between its coming and its answer the log was such that it had to be refused so. */
async function expectDeserved(
  what: JourneyCommand,
  asked: Asked,
  log: readonly RecordedEvent[],
  from: number,
) {
  const answers: unknown[] = [];
  for (let end = from; end <= log.length; end++) {
    const judged = (await alone(log.slice(0, end), what)).asked;
    answers.push(judged.answer?.status ?? (judged.error as { code: string }).code);
  }
  expect(answers).toContain(asked.answer?.status ?? (asked.error as { code: string }).code);
}

describe('two engines on one journey, whatever conflicts, breaks and is heard of when', () => {
  it('record what one engine alone would have, once, and refuse only what it would have', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 10, maxLength: 60 }), async (steps) => {
        const run = new Run();
        for (const next of [{ kind: 'ask', cell: 0, command: 0, again: false } as const, ...steps])
          await run.take(next);
        await run.finish();
        await holds(run);
      }),
      { numRuns: 150 },
    );
  }, 120_000);
});
