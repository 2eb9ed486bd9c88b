import type { EventLog } from '@rapport/event-store';
import { BuildUnusable, ReadStoreUnavailable, type BuildId, type ReadStore } from '@rapport/read-store';
import { purchases } from '../../compliance/projections';
import { openBuild } from './open-build';

describe('opening a build', () => {
  const id: BuildId = { projection: purchases.name, version: purchases.version, build: 'b1' };

  it('says in a few words why one cannot be used', async () => {
    const open = () => Promise.reject(new BuildUnusable(id, 'the file is missing'));
    const opened = await openBuild({ open } as unknown as ReadStore, {} as EventLog, purchases, id);
    expect(opened).toBe('the file is missing');
  });

  it('lets go of one that cannot be read for now', async () => {
    const close = jest.fn(() => Promise.resolve());
    const model = { checkpoint: () => Promise.reject(new ReadStoreUnavailable('The server is away.')) };
    const open = () => Promise.resolve({ model, close });
    const opening = openBuild({ open } as unknown as ReadStore, {} as EventLog, purchases, id);
    await expect(opening).rejects.toThrow(ReadStoreUnavailable);
    expect(close).toHaveBeenCalled();
  });
});
