import { openEmbeddedEventStore, type EventStore, type EventToAppend } from '@rapport/event-store';
import type { JourneyEvent, WhatIf } from '@rapport/journey';
import {
  arbitraryCommand,
  arbitraryGoodTurn,
  arbitraryHistory,
  defaultPolicy,
  policiesOf,
} from '@rapport/journey/testing';
import type { Policy } from '@rapport/policy';
import { storesIn } from '@rapport/stores';
import fc from 'fast-check';
import { randomUUID } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ChangeLine } from './changes/change';
import type { Outcome } from './outcome/outcome';
import { outcomeOf } from './outcome/tallied';
import { runSimulation, simulateShare } from './run';
import { Agreement } from './thread/agreement';
import type { ShareOrder, SimulationOrder } from './thread/order';

/** Threads begin with compiled files. */
const builtThreads = join(__dirname, '../../../dist/libs/simulation/src/thread/simulation-threads.js');
const isBuilt = existsSync(builtThreads);

const published = policiesOf();
const { stages } = defaultPolicy().document;
const sameAgain: WhatIf = { candidate: defaultPolicy(2), published };
const stricter: WhatIf = {
  published,
  candidate: defaultPolicy(2, {
    stages: stages.map((stage) =>
      stage.name === 'exploration' ? { ...stage, enter: ['interactions.inbound >= 3'] } : stage,
    ),
  }),
};
const histories = fc.sample(
  fc.oneof(
    arbitraryHistory(published, { commands: arbitraryGoodTurn, maxLength: 60 }),
    arbitraryHistory(published, { commands: arbitraryCommand, lateInTen: 5, maxLength: 40 }),
  ),
  { numRuns: 80, seed: 7 },
);
const events = histories.flat();
const decisions = events.filter(({ type }) => type === 'StageChanged').length;

const toAppend = ({ type, data, occurredAt, policyVersion }: JourneyEvent): EventToAppend => ({
  ...{ id: randomUUID(), type, schemaVersion: 1, data, occurredAt, policyVersion, metadata: {} },
});

describe('a simulation of a log', () => {
  const folder = mkdtempSync(join(tmpdir(), 'rapport-simulation-'));
  let store: EventStore;

  beforeAll(async () => {
    store = await openEmbeddedEventStore({ folder });
    for (const [index, history] of histories.entries())
      await store.append(`journey-h${index}`, history.map(toAppend), 'no-stream');
  });
  afterAll(async () => {
    await store.close();
    rmSync(folder, { recursive: true });
  });

  async function simulate(
    whatIf: WhatIf,
    {
      maxEventsInMemory = 1_000_000,
      onProgress = (): void => undefined,
      signal = new AbortController().signal,
    } = {},
  ): Promise<{ outcome: Outcome; changes: readonly ChangeLine[] }> {
    const changes: ChangeLine[] = [];
    const add = (change: ChangeLine) => void changes.push(change);
    const [head, events] = await Promise.all([store.head(), store.count()]);
    const options = { log: store, head, events, whatIf, maxEventsInMemory, onProgress, signal };
    return { outcome: await runSimulation({ ...options, changes: { add } }), changes };
  }

  it('under the policy that decided it shows no difference', async () => {
    const { outcome, changes } = await simulate(sameAgain);
    expect(changes).toEqual([]);
    expect(outcome).toMatchObject({
      ...{
        facts: events.length - decisions,
        decisions,
        recordedDecisions: decisions,
        journeys: histories.length,
      },
      ...{ changedCustomers: 0, changedJourneys: 0, unreadableJourneys: 0, unsupportedFacts: 0 },
      stages: { displaced: [] },
    });
    const { stages: found, trust } = outcome;
    expect(found.simulated).toEqual(found.decided);
    expect(trust.simulated).toEqual(trust.decided);
    for (const { decided, simulated } of found.transitions) expect(simulated).toBe(decided);
    expect(decisions).toBeGreaterThan(histories.length);
  });

  it('under another policy adds up', async () => {
    const { outcome, changes } = await simulate(stricter);
    const total = (counts: Readonly<Record<string, number>>) =>
      Object.values(counts).reduce((sum, count) => sum + count, 0);
    expect(outcome.changedJourneys).toBe(changes.length);
    expect(outcome.changedCustomers).toBe(new Set(changes.map(({ customerId }) => customerId)).size);
    expect(outcome.changedJourneys).toBeGreaterThan(10);
    for (const side of ['decided', 'simulated'] as const) {
      expect(total(outcome.stages[side])).toBe(histories.length);
      expect(total(outcome.trust[side])).toBe(histories.length);
    }
    expect(outcome.at).toBe(Math.max(...events.map(({ occurredAt }) => occurredAt)));
  });

  it('is the same in several parts of memory', async () => {
    const parts = await simulate(stricter, { maxEventsInMemory: 500 });
    const whole = await simulate(stricter);
    expect(parts.outcome).toEqual(whole.outcome);
    expect(new Set(parts.changes)).toEqual(new Set(whole.changes));
  });

  it('is the same in shares, put together', async () => {
    const changes: ChangeLine[] = [];
    const agreement = new Agreement(3);
    const [head, events] = await Promise.all([store.head(), store.count()]);
    const shares = await Promise.all(
      [0, 1, 2].map((index) =>
        simulateShare({
          ...{
            log: store,
            head,
            events,
            whatIf: stricter,
            maxEventsInMemory: 1_000_000,
            share: { index, of: 3 },
          },
          ...{ onProgress: () => undefined, signal: new AbortController().signal },
          changes: { add: (change) => void changes.push(change) },
          newestOfAll: (own) => agreement.on(own),
        }),
      ),
    );
    const whole = await simulate(stricter);
    expect(outcomeOf(shares)).toEqual(whole.outcome);
    expect(new Set(changes)).toEqual(new Set(whole.changes));
  });

  (isBuilt ? it : it.skip)('is the same in threads of the build (skipped without one)', async () => {
    const changesFile = join(folder, 'changes', 'c.ndjson');
    const policyText = ({ document, version }: Policy) => ({ document, version });
    const order: SimulationOrder & Pick<ShareOrder, 'eventStore'> = {
      ...{
        head: (await store.head()) ?? null,
        events: await store.count(),
        candidate: policyText(stricter.candidate),
        eventStore: storesIn(folder).eventStore,
        changesFile,
      },
      ...{ published: [policyText(published.inForce)], from: null, maxEventsInMemory: 1_000_000 },
    };
    const { SimulationThreads } = (await import(
      builtThreads
    )) as typeof import('./thread/simulation-threads');
    const threads = new SimulationThreads(60_000);
    const running = new AbortController().signal;
    const carriedOut = async (whatIf: WhatIf): Promise<void> => {
      const whole = await simulate(whatIf);
      const candidate = policyText(whatIf.candidate);
      expect(await threads.carryOut({ ...order, candidate }, () => undefined, running)).toEqual(
        whole.outcome,
      );
      const lines = readFileSync(changesFile, 'utf8').split('\n').slice(0, -1);
      expect(new Set(lines.map((line): unknown => JSON.parse(line)))).toEqual(new Set(whole.changes));
      expect(readdirSync(join(folder, 'changes'))).toEqual(['c.ndjson']);
    };
    await carriedOut(stricter);
    await carriedOut(sameAgain); // in the threads of the first
    const ended = new AbortController();
    ended.abort();
    await expect(threads.carryOut(order, () => undefined, ended.signal)).rejects.toThrow('ended');
    await carriedOut(stricter);
    const impossible = { ...order, changesFile: join(folder, 'changes') };
    await expect(threads.carryOut(impossible, () => undefined, running)).rejects.toMatchObject({
      code: 'EISDIR',
    });
    await carriedOut(sameAgain);
    await threads.close();
  });

  it('is broken off when asked to', async () => {
    const controller = new AbortController();
    controller.abort(new Error('enough'));
    await expect(simulate(stricter, { signal: controller.signal })).rejects.toThrow('enough');
  });

  it('leaves out journeys that cannot be read, on both sides', async () => {
    const before = (await simulate(sameAgain)).outcome;
    const strange = { id: randomUUID(), schemaVersion: 1, occurredAt: 0, metadata: {} };
    await store.append(
      'journey-h0',
      [{ ...strange, type: 'FromTheFuture', policyVersion: 1, data: {} }],
      'exists',
    );
    await store.append(
      'journey-h1',
      [{ ...strange, type: 'CaseNoted', policyVersion: 9, data: {} }],
      'exists',
    );
    const unopened = { caseId: 'What Ann said', text: 'Ann' };
    await store.append(
      'journey-h2',
      [{ ...strange, id: randomUUID(), type: 'CaseTakenInCharge', policyVersion: 1, data: unopened }],
      'exists',
    );
    const { outcome } = await simulate(sameAgain);
    const revision = (await store.readStream('journey-h2')).length - 1;
    expect(outcome).toMatchObject({
      unreadableJourneys: 3,
      journeys: before.journeys - 3,
      changedCustomers: 0,
      unreadable: [
        { journeyId: 'h0', error: 'There is an event of a type that this build does not know.' },
        { journeyId: 'h1', error: 'There is no policy version 9; published are: 1.' },
        { journeyId: 'h2', error: `Event ${revision} (CaseTakenInCharge) cannot be read.` },
      ],
    });
  });

  it('of an empty log answers nothing', async () => {
    const empty = mkdtempSync(join(tmpdir(), 'rapport-simulation-'));
    const log = await openEmbeddedEventStore({ folder: empty });
    const nothing = { onProgress: () => undefined, signal: new AbortController().signal };
    const changes = { add: () => undefined };
    const options = {
      log,
      head: await log.head(),
      events: 0,
      whatIf: sameAgain,
      maxEventsInMemory: 1,
      changes,
    };
    expect(await runSimulation({ ...options, ...nothing })).toMatchObject({
      facts: 0,
      journeys: 0,
      at: null,
    });
    await log.close();
    rmSync(empty, { recursive: true });
  });
});
