import type { Policies } from '@rapport/policy';
import { text } from '@rapport/read-store';
import { MemoryLog } from '../../compliance/arrivals/memory-log';
import { bought, linked, type Arrival } from '../../compliance/events';
import { MemoryBuild } from '../../compliance/memory-build';
import { projection } from '../definition';
import { Folder } from '../fold/folder';
import { Lane } from './lane';

let isMended = false;

/** Cannot digest a purchase of 13 until it is mended: by a policy that was missing, say. */
const purchases = projection({
  name: 'purchases',
  version: 1,
  fold: {
    initial: () => '',
    on: {
      PurchaseMade(path: string, { data }) {
        if (data.total.amountMinor === 13 && !isMended) throw new Error('No.');
        return `${path} ${data.total.amountMinor}`;
      },
    },
  },
  table: { path: text() },
  rows: (path) => [{ part: '', row: { path } }],
  measures: { purchases: ['count'] },
  cells: ({ path }) => [{ measure: 'purchases', group: '', values: [path.split(' ').length - 1] }],
});

const folder = new Folder(purchases, {} as Policies);

/** A lane that has applied the arrivals, its build and its log. */
async function following(...arrivals: readonly Arrival[]) {
  const [build, log] = [new MemoryBuild(), new MemoryLog(arrivals)];
  const lane = new Lane('purchases', folder, build.asBuild, 'log', undefined, 1_000);
  await lane.apply(log.batch(0, log.events.length, new Set(folder.types)));
  const paths = () =>
    Object.fromEntries([...build.rows].map(([subject, parts]) => [subject, parts.get('')?.values[0]]));
  return { lane, log, build, paths };
}

/** Step by step to the end. */
async function retry(lane: Lane, log: MemoryLog, subject?: string) {
  let retried = 0;
  for await (const subjects of lane.retry(log, subject)) retried += subjects;
  return { retried, parked: await lane.build.model.parkedCount() };
}

describe('folding parked subjects again', () => {
  beforeEach(() => (isMended = false));

  it('brings them where their history ends, once what was wrong is mended', async () => {
    const { lane, log, build, paths } = await following(bought('j', 1), bought('j', 13), bought('j', 14));
    expect([paths(), build.parked.size]).toEqual([{ j: ' 1' }, 1]);
    isMended = true;
    expect(await retry(lane, log)).toEqual({ retried: 1, parked: 0 });
    expect([paths(), build.parked.size]).toEqual([{ j: ' 1 13 14' }, 0]);
    expect([...build.cells]).toEqual([[JSON.stringify(['journeys', 'purchases', '', [3]]), 1]]);
  });

  it('leaves them parked where it is not', async () => {
    const { lane, log, paths } = await following(bought('j', 1), bought('j', 13));
    expect(await retry(lane, log)).toEqual({ retried: 1, parked: 1 });
    expect(paths()).toEqual({ j: ' 1' });
  });

  it('is done by a lane that has nothing at hand, and all the same when commits fail', async () => {
    const { lane, log, build, paths } = await following(bought('j', 13));
    const restarted = new Lane('purchases', folder, build.asBuild, 'log', lane.checkpoint, 1_000);
    isMended = true;
    build.failures = 1;
    await expect(retry(restarted, log)).rejects.toThrow('full');
    expect(await retry(restarted, log)).toEqual({ retried: 1, parked: 0 });
    expect(paths()).toEqual({ j: ' 13' });
  });

  it('looks no further than the checkpoint', async () => {
    const { lane, log, paths } = await following(bought('j', 13));
    log.append(bought('j', 14));
    isMended = true;
    await retry(lane, log);
    expect(paths()).toEqual({ j: ' 13' });
    await lane.apply(log.batch(1, 2, new Set(folder.types)));
    expect(paths()).toEqual({ j: ' 13 14' });
  });

  it('takes the customer along, and the one that is asked for only', async () => {
    const family = [linked('a', 1, 'family'), linked('b', 1, 'family')];
    const { lane, log, paths } = await following(...family, bought('a', 2), bought('b', 13), bought('c', 13));
    expect(paths()).toEqual({ a: ' 2', 'customer:family': ' 2' });
    isMended = true;
    expect(await retry(lane, log, 'customer:family')).toEqual({ retried: 1, parked: 1 });
    expect(paths()).toEqual({ a: ' 2', b: ' 13', 'customer:family': ' 2 13' });
    expect(await retry(lane, log, 'nobody')).toEqual({ retried: 0, parked: 1 });
  });

  it('lets batches in between, and takes them along', async () => {
    const arrivals = Array.from({ length: 30 }, (_, n) => bought(`j${n + 10}`, 13));
    const { lane, log, paths } = await following(...arrivals);
    isMended = true;
    const steps = lane.retry(log);
    expect(await steps.next()).toEqual({ done: false, value: 20 });
    log.append(bought('j10', 14));
    log.append(bought('j39', 14));
    await lane.apply(log.batch(30, 32, new Set(folder.types)));
    expect(await steps.next()).toEqual({ done: false, value: 10 });
    expect(await steps.next()).toEqual({ done: true, value: undefined });
    expect(paths()).toMatchObject({ j10: ' 13 14', j38: ' 13', j39: ' 13 14' });
  });

  it('goes through very many of them', async () => {
    const arrivals = Array.from({ length: 90 }, (_, n) => bought(`j${n}`, 13));
    const { lane, log, build } = await following(...arrivals, linked('j1', 20, 'x'), linked('j2', 20, 'x'));
    expect(await retry(lane, log)).toEqual({ retried: 91, parked: 91 });
    isMended = true;
    const { parked } = await retry(lane, log);
    expect([parked, build.parked.size]).toEqual([0, 0]);
  });
});
