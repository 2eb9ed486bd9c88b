import { StoreReadOnly, UnknownOutcome, WrongExpectedRevision, type EventStore } from '@rapport/event-store';
import { maxAttempts } from '../http/limits';
import { command, now, policies } from '../../testing/commands';
import { Asked } from '../../testing/asked';
import { ControlledStore, settled } from '../../testing/controlled-store';
import { Cell } from './cell';
import type { CellParts } from './cell-parts';
import type { JourneyCommand } from './journey-command';

const stream = 'journey-j';
const begin = (id = 'begin') => command(id, 'begin-journey', {});
const open = (id: string, caseId: string) => command(id, 'open-case', { caseId }, 1);
const propose = (id: string, caseId: string) => command(id, 'propose-resolution', { caseId }, 2);

describe('the cell of a journey', () => {
  let store: ControlledStore;
  let cell: Cell;
  let retries: number;

  const ask = (what: JourneyCommand) => new Asked(cell.submit(what));

  beforeEach(() => {
    store = new ControlledStore();
    retries = 0;
    const parts: CellParts = {
      store: store as unknown as EventStore,
      policies: policies(),
      now,
      retried: () => retries++,
      refreshPolicies: () => Promise.resolve(),
      log: 'own',
    };
    cell = new Cell('j', parts);
  });

  it('answers when the append is durable, not before', async () => {
    const asked = ask(begin());
    await settled();
    expect(asked.state).toBe('waiting');
    store.commit();
    await settled();
    expect(asked.answer).toMatchObject({
      ...{ commandId: 'begin', journeyId: 'j', status: 'recorded', replayed: false, position: 'log-000000' },
      events: [{ type: 'JourneyBegun', revision: 0 }],
    });
  });

  it('decides on what is not durable yet, and pipelines the appends', async () => {
    ask(begin());
    ask(open('open', 'c1'));
    ask(propose('propose', 'c1'));
    await settled();
    expect(store.pending.map(({ expected }) => expected)).toEqual(['no-stream', 0, 2]);
    expect(store.reads).toBe(1);
  });

  describe.each([
    ['a refusal', () => propose('other', 'c9'), 'failed'],
    ['a duplicate', () => begin(), 'answered'],
    ['what changes nothing', () => begin('again'), 'answered'],
    ['a reused id', () => command('begin', 'open-case', { caseId: 'c1' }), 'failed'],
  ] as const)('%s', (_name, what, outcome) => {
    it('waits for the newest append that its state saw', async () => {
      const first = ask(begin());
      const asked = ask(what());
      await settled();
      expect(asked.state).toBe('waiting');
      store.commit();
      await settled();
      expect([first.state, asked.state]).toEqual(['answered', outcome]);
    });

    it('is decided again from the log when that append fails', async () => {
      const first = ask(begin());
      const asked = ask(what());
      await settled();
      store.fail(new StoreReadOnly('disk full'));
      await settled();
      expect(first.error).toBeInstanceOf(StoreReadOnly);
      expect(store.reads).toBe(2);
      await store.commitAll();
      expect(asked.state).not.toBe('waiting');
      expect(retries).toBe(1);
    });
  });

  it('recognises a command that is sent again, from the log too', async () => {
    const first = ask(begin());
    ask(open('open', 'c1'));
    await store.commitAll();
    cell = new Cell('j', {
      store: store as unknown as EventStore,
      policies: policies(),
      now,
      retried: () => undefined,
      refreshPolicies: () => Promise.resolve(),
      log: 'own',
    });
    const again = ask(begin());
    const opened = ask(open('open', 'c1'));
    await settled();
    expect(again.answer).toEqual({ ...first.answer, replayed: true });
    expect(opened.answer?.events.map(({ type }) => type)).toEqual(['CaseOpened', 'StageChanged']);
    expect(store.pending).toHaveLength(0);
  });

  it('refuses another command under a recorded id', async () => {
    ask(begin());
    await store.commitAll();
    const other = ask(command('begin', 'begin-journey', { channel: 'web' }));
    await settled();
    expect(other.error).toMatchObject({ status: 422, code: 'command-id-reused' });
  });

  describe('a late command', () => {
    const purchase = (id: string, days: number) => command(id, 'make-purchase', { purchaseId: id }, days);

    it('waits for what was decided before it, and is decided on the events in the log', async () => {
      ask(begin());
      ask(purchase('p5', 5));
      const late = ask(purchase('p3', 3));
      const next = ask(purchase('p6', 6));
      await settled();
      expect([late.state, store.pending.length]).toEqual(['waiting', 2]);
      await store.commitAll();
      expect([late.answer, next.answer]).toMatchObject([{ status: 'recorded' }, { status: 'recorded' }]);
      expect(store.types(stream).filter((type) => type === 'PurchaseMade')).toHaveLength(3);
      expect([store.reads, retries]).toEqual([2, 0]);
    });

    it('is judged by what had happened by then', async () => {
      ask(begin());
      ask(open('open', 'c1'));
      const early = ask(command('early', 'propose-resolution', { caseId: 'c1' }, 0));
      await store.commitAll();
      expect(early.error).toMatchObject({ status: 409, code: 'case.not-opened' });
    });

    it('is not the last one: the events are kept from then on', async () => {
      ask(begin());
      ask(purchase('p5', 5));
      ask(purchase('p3', 3));
      await store.commitAll();
      ask(purchase('p4', 4));
      ask(purchase('p2', 2));
      await store.commitAll();
      expect(store.types(stream).filter((type) => type === 'PurchaseMade')).toHaveLength(4);
      expect(store.reads).toBe(2);
    });
  });

  it('does not remember what it refused', async () => {
    const early = ask(open('open', 'c1'));
    await settled();
    expect(early.error).toMatchObject({
      status: 409,
      code: 'journey.not-begun',
      extra: { accepted: ['begin-journey'] },
    });
    ask(begin());
    const later = ask(open('open', 'c1'));
    await store.commitAll();
    expect(later.answer).toMatchObject({ status: 'recorded', replayed: false });
  });

  it('catches up and decides again when another writer came in between', async () => {
    ask(begin());
    await store.commitAll();
    const mine = ask(open('mine', 'c1'));
    const next = ask(propose('propose', 'c1'));
    await settled();
    const [theirs] = store.pending;
    store.store(stream, [{ ...theirs?.events[0], id: 'theirs', metadata: { commandId: 'theirs' } } as never]);
    await store.commitAll();
    expect(mine.error).toMatchObject({ code: 'case.id-used' });
    expect(next.answer).toMatchObject({ status: 'recorded' });
    expect(store.types(stream).filter((type) => type === 'CaseOpened')).toHaveLength(1);
  });

  it('keeps the order of arrival when commands are decided again', async () => {
    ask(begin());
    await store.commitAll();
    const asked = [open('a', 'c1'), propose('b', 'c1'), open('c', 'c2'), propose('d', 'c2')].map(ask);
    await settled();
    store.fail(new UnknownOutcome('the disk failed'));
    const late = ask(open('e', 'c3'));
    await store.commitAll();
    expect([...asked, late].map(({ answer }) => answer?.status)).toEqual(Array(5).fill('recorded'));
    expect(store.types(stream).filter((type) => type !== 'StageChanged')).toEqual([
      ...[
        'JourneyBegun',
        'CaseOpened',
        'ResolutionProposed',
        'CaseOpened',
        'ResolutionProposed',
        'CaseOpened',
      ],
    ]);
  });

  it('recognises a command whose append was stored though its outcome was unknown', async () => {
    const asked = ask(begin());
    await settled();
    store.fail(new UnknownOutcome('the disk failed'), 'stored');
    await settled();
    expect(asked.answer).toMatchObject({ status: 'recorded', replayed: true });
    expect(store.types(stream)).toEqual(['JourneyBegun']);
  });

  it('gives up after a bounded number of conflicts', async () => {
    const asked = ask(begin());
    const until = Date.now() + 10_000;
    for (let failures = 0; asked.state === 'waiting' && Date.now() < until;) {
      await settled();
      if (store.pending.length === 0) continue;
      store.fail(new WrongExpectedRevision(stream, 'no-stream', 0));
      failures++;
      expect(failures).toBeLessThanOrEqual(maxAttempts);
    }
    expect(asked.error).toMatchObject({ status: 503, code: 'conflict-not-resolved' });
  });

  it('takes commands again after the store did not', async () => {
    const failed = ask(begin());
    await settled();
    store.fail(new StoreReadOnly('disk full'));
    await settled();
    expect(failed.state).toBe('failed');
    const again = ask(begin());
    await store.commitAll();
    expect(again.answer).toMatchObject({ status: 'recorded', replayed: false });
    expect(cell.busy).toBe(false);
  });

  it('refuses the commands of a journey that cannot be read, and tries again with the next', async () => {
    const event = {
      id: 'x',
      type: 'FromTheFuture',
      schemaVersion: 1,
      occurredAt: 0,
      policyVersion: 1,
      data: {},
      metadata: {},
    };
    store.store(stream, [event]);
    const asked = [ask(begin()), ask(open('open', 'c1'))];
    await settled();
    for (const { error } of asked) expect(error).toMatchObject({ status: 500, code: 'journey-unreadable' });
    store.log.length = 0;
    const later = ask(begin());
    await store.commitAll();
    expect(later.state).toBe('answered');
  });
});
