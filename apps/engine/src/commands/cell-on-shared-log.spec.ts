import { StoreUnavailable, UnknownOutcome, type EventStore } from '@rapport/event-store';
import { Asked } from '../../testing/asked';
import { command, now, policies } from '../../testing/commands';
import { ControlledStore, settled } from '../../testing/controlled-store';
import { Cell } from './cell';
import type { JourneyCommand } from './journey-command';

const stream = 'journey-j';
const begin = (id = 'begin') => command(id, 'begin-journey', {});
const open = (id: string, caseId: string) => command(id, 'open-case', { caseId }, 1);
const propose = (id: string, caseId: string) => command(id, 'propose-resolution', { caseId }, 2);

describe('the cells of two engines for one journey', () => {
  let store: ControlledStore;
  let here: Cell;
  let there: Cell;
  let refreshed: number;

  const cell = (): Cell =>
    new Cell('j', {
      ...{ store: store as unknown as EventStore, log: 'shared', policies: policies(), now },
      retried: () => undefined,
      refreshPolicies: () => {
        refreshed++;
        return Promise.resolve();
      },
    });
  const ask = (where: Cell, what: JourneyCommand) => new Asked(where.submit(what));

  beforeEach(() => {
    store = new ControlledStore();
    refreshed = 0;
    [here, there] = [cell(), cell()];
  });

  const beginBoth = async (): Promise<void> => {
    ask(here, begin());
    await store.commitAll();
    ask(there, begin());
    await store.commitAll();
  };

  it('refuse nothing for what the other recorded meanwhile', async () => {
    await beginBoth();
    ask(there, open('open', 'c1'));
    await store.commitAll();
    const proposed = ask(here, propose('propose', 'c1'));
    await store.commitAll();
    expect(proposed.answer).toMatchObject({ status: 'recorded', replayed: false });
  });

  it('refuse what the log refuses, once they have looked at it', async () => {
    await beginBoth();
    const reads = jest.spyOn(store, 'readStream');
    const asked = [propose('a', 'c9'), propose('b', 'c9'), begin('again')].map((what) => ask(here, what));
    await settled();
    expect(asked.map(({ state }) => state)).toEqual(['failed', 'failed', 'answered']);
    expect(asked[0]?.error).toMatchObject({ status: 409, code: 'case.not-opened' });
    expect(asked[2]?.answer).toMatchObject({ status: 'unchanged', position: 'log-000000' });
    expect(reads).toHaveBeenCalledTimes(2); // the second look is for both that came during the first
    ask(here, propose('c', 'c9'));
    await settled();
    expect(reads).toHaveBeenCalledTimes(3);
  });

  it('send one append at a time, in order', async () => {
    const asked = [begin(), open('open', 'c1'), propose('propose', 'c1')].map((what) => ask(here, what));
    await settled();
    expect(store.pending.map(({ expected }) => expected)).toEqual(['no-stream']);
    await store.commitAll();
    expect(asked.map(({ answer }) => answer?.status)).toEqual(Array(3).fill('recorded'));
  });

  it('record a command once that both were sent at once, the other answers as it was answered', async () => {
    const asked = [here, there].map((where) => ask(where, begin()));
    await settled();
    const [one, other] = store.pending.map(({ events }) => events[0]?.id);
    expect(one).not.toBe(other); // or a log that knows appends by their ids would take both for one
    await store.commitAll();
    expect(asked.map(({ answer }) => answer?.replayed)).toEqual([false, true]);
    expect(asked[1]?.answer?.events).toEqual(asked[0]?.answer?.events);
    expect(store.types(stream)).toEqual(['JourneyBegun']);
  });

  it('refuse another command under an id that the other recorded', async () => {
    ask(here, begin());
    const other = ask(there, command('begin', 'begin-journey', { channel: 'web' }));
    await store.commitAll();
    expect(other.error).toMatchObject({ code: 'command-id-reused' });
  });

  it('answer from the log where the outcome of an append was unknown', async () => {
    const asked = ask(here, begin());
    await settled();
    store.fail(new UnknownOutcome('the connection broke'), 'stored');
    await settled();
    expect(asked.answer).toMatchObject({ status: 'recorded', replayed: true });
  });

  it('say that the outcome is unknown where the log cannot be asked, and nothing less', async () => {
    const asked = ask(here, begin());
    await settled();
    jest.spyOn(store, 'readStream').mockRejectedValue(new StoreUnavailable('away'));
    const behind = ask(here, open('open', 'c1'));
    store.fail(new UnknownOutcome('the connection broke'), 'stored');
    await settled();
    expect(asked.error).toMatchObject({ code: 'unknown-outcome', extra: { commandId: 'begin' } });
    expect(behind.error).toBeInstanceOf(StoreUnavailable);
    expect(refreshed).toBe(0); // which would wait for the log once more
  });

  it('refuse nothing while the log cannot be looked at', async () => {
    await beginBoth();
    jest.spyOn(store, 'readStream').mockRejectedValueOnce(new StoreUnavailable('away'));
    const refused = ask(here, propose('propose', 'c9'));
    await settled();
    expect(refused.error).toBeInstanceOf(StoreUnavailable);
    expect(here.busy).toBe(false);
  });

  it('ask for policies that others published before they call a journey unreadable', async () => {
    ask(here, begin());
    await store.commitAll();
    store.store(stream, [
      { ...store.log[0], id: 'x', type: 'CaseOpened', policyVersion: 7, data: { caseId: 'c1' } } as never,
    ]);
    const asked = ask(there, open('open', 'c2'));
    await settled();
    expect(refreshed).toBe(1);
    expect(asked.error).toMatchObject({ code: 'journey-unreadable' });
  });
});
