import type { Policies } from '@rapport/policy';
import type { Columns, ReadBuild } from '@rapport/read-store';
import { purchases } from '../../compliance/projections';
import { Folder } from '../fold/folder';
import { Building } from './building';

describe('a build that is to be filled', () => {
  it('is let go of where it cannot be', async () => {
    const folder = new Folder(purchases, {} as Policies);
    const close = jest.fn(() => Promise.resolve());
    const build = {
      load: () => Promise.reject(new Error('It has been written to.')),
      close,
    } as unknown as ReadBuild<Columns>;
    await expect(Building.begin('purchases', folder, build)).rejects.toThrow('written to');
    expect(close).toHaveBeenCalledTimes(1);
  });
});
