import { StoreUnavailable, UnknownOutcome, type EventStore } from '@rapport/event-store';
import { Asked } from '../../testing/asked';
import { command, now, policies } from '../../testing/commands';
import { ControlledStore, settled } from '../../testing/controlled-store';
import { Cell } from './cell';
import type { JourneyCommand } from './journey-command';

const stream = 'journey-j';
const begin = () => command('begin', 'begin-journey', {});
const open = (id: string, caseId: string, minute = 1) => command(id, 'open-case', { caseId }, minute);
const propose = (id: string, caseId: string, minute = 2) =>
  command(id, 'propose-resolution', { caseId }, minute);

describe('two engines that take the commands of a journey in turn', () => {
  let store: ControlledStore;
  let here: Cell;
  let there: Cell;
  let retries: number;
  let reads: jest.SpyInstance;

  const cell = (): Cell =>
    new Cell('j', {
      ...{ store: store as unknown as EventStore, log: 'shared', policies: policies(), now },
      retried: () => retries++,
      refreshPolicies: () => Promise.resolve(),
    });
  const ask = (where: Cell, what: JourneyCommand) => new Asked(where.submit(what));
  /** All that the log has, as it comes to one who follows it: some of it may have been heard before. */
  const tell = (...cells: Cell[]) => cells.forEach((one) => one.hear(store.log));

  beforeEach(() => {
    store = new ControlledStore();
    retries = 0;
    [here, there] = [cell(), cell()];
    reads = jest.spyOn(store, 'readStream');
  });

  /** The journey begun and known to both, each of which has read it whole. */
  const begunBoth = async (): Promise<void> => {
    ask(here, begin());
    await store.commitAll();
    ask(there, begin());
    await settled();
    reads.mockClear();
    store.reads = 0;
  };
  const purchases = async (count: number, after: () => void): Promise<Asked[]> => {
    const asked: Asked[] = [];
    for (let n = 0; n < count; n++) {
      asked.push(
        ask(n % 2 === 0 ? there : here, command(`p${n}`, 'make-purchase', { purchaseId: `${n}` }, n)),
      );
      await store.commitAll();
      after();
    }
    return asked;
  };

  it('read nothing for what they heard, from its first event on', async () => {
    ask(here, begin());
    await store.commitAll();
    tell(here, there);
    reads.mockClear();
    const asked = await purchases(20, () => tell(here, there));
    expect(asked.every(({ answer }) => answer?.status === 'recorded')).toBe(true);
    expect([reads.mock.calls.length, retries]).toEqual([0, 0]);
  });

  it('read what is new, once a conflict, where they have not heard of it yet', async () => {
    await begunBoth();
    const asked = await purchases(20, () => undefined);
    expect(asked.every(({ answer }) => answer?.status === 'recorded')).toBe(true);
    expect(store.reads).toBe(0); // of whole journeys
    expect([reads.mock.calls.length, retries]).toEqual([19, 19]); // the first of them knew all
    expect(reads.mock.calls.map(([, options]) => (options as { from: number }).from)).not.toContain(0);
  });

  it('go on with what they heard while their append was refused', async () => {
    await begunBoth();
    ask(there, open('theirs', 'c1'));
    const mine = ask(here, command('mine', 'make-purchase', { purchaseId: 'p' }, 3));
    await settled();
    store.commit();
    await settled();
    tell(here, there); // of which `there` knows all, and `here` none, its append being under way
    await store.commitAll();
    expect(mine.answer).toMatchObject({ status: 'recorded' });
    expect([reads.mock.calls.length, retries]).toEqual([0, 1]);
  });

  it('forget what a refused append would have changed', async () => {
    await begunBoth();
    ask(there, command('theirs', 'make-purchase', { purchaseId: 'p' }, 1));
    const mine = ask(here, open('mine', 'c1'));
    const next = ask(here, open('next', 'c1'));
    await settled();
    store.commit(); // theirs
    await settled();
    store.fail(new StoreUnavailable('away')); // mine
    await store.commitAll();
    expect(mine.error).toBeInstanceOf(StoreUnavailable);
    expect(next.answer).toMatchObject({ status: 'recorded' }); // no case of that name was opened
    expect(store.reads).toBe(0);
  });

  it('put what they hear in its place in time, and judge by it', async () => {
    await begunBoth();
    ask(here, open('open', 'c1', 5));
    await store.commitAll();
    tell(there);
    ask(there, command('late', 'take-charge', { caseId: 'c1' }, 7));
    ask(there, command('later', 'make-purchase', { purchaseId: 'p' }, 9));
    await store.commitAll();
    ask(there, propose('early', 'c1', 8)); // late there, and late for whom hears it
    await store.commitAll();
    tell(here);
    const between = ask(here, propose('between', 'c1', 8));
    const before = ask(here, propose('before', 'c1', 4));
    await store.commitAll();
    expect([between.answer, between.error]).not.toEqual([undefined, undefined]);
    expect(before.error).toMatchObject({ code: 'case.not-opened' });
    const fresh = ask(cell(), propose('again', 'c1', 8));
    await store.commitAll();
    expect([fresh.answer?.status, fresh.error]).toEqual([between.answer?.status, between.error]);
    expect(store.reads).toBe(1); // by the fresh one
  });

  it('refuse nothing on what they only heard', async () => {
    await begunBoth();
    ask(here, open('open', 'c1'));
    await store.commitAll();
    there.hear(store.log.slice(0, 2)); // the case, and not yet what follows
    ask(here, propose('propose', 'c1'));
    await store.commitAll();
    const confirmed = ask(
      there,
      command('confirm', 'confirm-resolution', { caseId: 'c1', by: 'customer' }, 3),
    );
    await store.commitAll();
    expect(confirmed.answer).toMatchObject({ status: 'recorded' });
    expect(store.reads).toBe(0);
  });

  it('answer a command once that was sent to the other before, heard of or not', async () => {
    await begunBoth();
    const first = ask(here, open('open', 'c1'));
    await store.commitAll();
    const unheard = ask(there, open('open', 'c1'));
    await store.commitAll();
    tell(here, there);
    const heard = ask(there, open('open', 'c1'));
    const reused = ask(there, open('open', 'c2'));
    await store.commitAll();
    expect([unheard.answer, heard.answer]).toEqual(Array(2).fill({ ...first.answer, replayed: true }));
    expect(reused.error).toMatchObject({ code: 'command-id-reused' });
    expect(store.types(stream).filter((type) => type === 'CaseOpened')).toHaveLength(1);
  });

  it('recognise their own append in what they hear, whether or not it was answered', async () => {
    await begunBoth();
    const asked = ask(here, open('open', 'c1'));
    await settled();
    store.fail(new UnknownOutcome('the connection broke'), 'stored');
    tell(here);
    await store.commitAll();
    expect(asked.answer).toMatchObject({ status: 'recorded', replayed: true });
    const next = ask(here, propose('propose', 'c1'));
    await settled();
    tell(here);
    await store.commitAll();
    expect(next.answer).toMatchObject({ status: 'recorded', replayed: false });
    expect(here.weight).toBe(4 + store.log.length); // each event once
  });

  it('pass over what comes behind a gap', async () => {
    await begunBoth();
    await purchases(1, () => undefined);
    ask(there, open('open', 'c1'));
    await store.commitAll();
    here.hear(store.log.slice(-1));
    const mine = ask(here, propose('propose', 'c1'));
    await store.commitAll();
    expect(mine.answer).toMatchObject({ status: 'recorded' });
    expect(store.reads).toBe(0);
  });

  it('read a journey whole where the log refuses what it has nothing against', async () => {
    await begunBoth();
    ask(here, open('open', 'c1'));
    await store.commitAll();
    store.log.splice(1); // restored from a backup meanwhile
    const next = ask(here, open('other', 'c2', 3));
    await store.commitAll();
    expect(next.answer).toMatchObject({ status: 'recorded' });
    expect(store.reads).toBe(1);
  });

  it('read a journey whole of which they heard what they cannot fold', async () => {
    await begunBoth();
    const [first] = store.log;
    store.store(stream, [{ ...first, id: 'x', type: 'FromTheFuture' } as never]);
    tell(here);
    const refused = ask(here, open('open', 'c1'));
    await settled();
    expect(refused.error).toMatchObject({ code: 'journey-unreadable' });
    store.log.splice(1);
    const later = ask(here, open('open', 'c1'));
    await store.commitAll();
    expect(later.answer).toMatchObject({ status: 'recorded' });
  });
});
