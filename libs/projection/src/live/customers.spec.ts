import type { Policies } from '@rapport/policy';
import { MemoryLog } from '../../compliance/arrivals/memory-log';
import { ledger } from '../../compliance/arrivals/ledger';
import { bought, linked } from '../../compliance/events';
import { MemoryBuild } from '../../compliance/memory-build';
import { Folder } from '../fold/folder';
import { Lane } from './lane';

describe('customers of a lane with nothing at hand', () => {
  it('are asked for at once: whose the journeys are, who else is the customer, and all merged rows', async () => {
    const families = Array.from({ length: 20 }, (_, at) => `family${at}`);
    const log = new MemoryLog(
      families.flatMap((family) => [
        linked(`${family}-a`, 1, family),
        linked(`${family}-b`, 1, family),
        bought(`${family}-a`, 2),
      ]),
    );
    const [build, folder] = [new MemoryBuild(), new Folder(ledger, {} as Policies)];
    const types = new Set(folder.types);
    const lane = new Lane('memory', folder, build.asBuild, 'log', undefined, 1_000);
    await lane.apply(log.batch(0, log.events.length, types));
    build.reads.length = 0;
    const before = log.events.length;
    for (const family of families) log.append(bought(`${family}-b`, 3));
    const anew = new Lane('memory', folder, build.asBuild, 'log', lane.checkpoint, 1_000);
    await anew.apply(log.batch(before, log.events.length, types));
    expect(build.reads).toEqual([
      families.map((family) => `${family}-b`),
      families.map((family) => `${family}-b`),
      families,
      families.map((family) => `customer:${family}`),
    ]);
  });
});
