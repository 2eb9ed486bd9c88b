import type { EventLog } from '@rapport/event-store';
import { BuildUnusable, type BuildId, type ReadStore } from '@rapport/read-store';
import { purchases } from '../../compliance/projections';
import { openBuild } from './open-build';

describe('opening a build', () => {
  const id: BuildId = { projection: purchases.name, version: purchases.version, build: 'b1' };

  it('says in a few words why one cannot be used', async () => {
    const open = () => Promise.reject(new BuildUnusable(id, 'the file is missing'));
    const opened = await openBuild({ open } as unknown as ReadStore, {} as EventLog, purchases, id);
    expect(opened).toBe('the file is missing');
  });
});
