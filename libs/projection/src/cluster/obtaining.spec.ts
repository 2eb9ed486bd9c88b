import { ReadStoreUnavailable } from '@rapport/read-store';
import { ProjectedElsewhere } from '../errors';
import { Obtaining } from './obtaining';
import type { RoleBook } from './role-book';

describe('roles that another node has', () => {
  const roles = {
    need: () => ({ roles: [], isAtWork: false }),
    needNoLonger: () => undefined,
    has: () => false,
    holderOf: () => 'other',
  } as unknown as RoleBook;
  const signal = new AbortController().signal;
  const obtaining = (onNeed: () => void = () => undefined) =>
    new Obtaining({ roles, letGoMs: 20, onNeed, signal });
  const asked = (one: Obtaining) =>
    one.having(
      ['projector:purchases:1'],
      () => true,
      () => Promise.resolve(),
    );

  it('are not waited for any longer where no look ends', async () =>
    expect(asked(obtaining())).rejects.toThrow(ProjectedElsewhere));

  it('are missing for what keeps this node from looking', async () => {
    const away = new ReadStoreUnavailable('away');
    const one = obtaining(() => one.looked(away));
    await expect(asked(one)).rejects.toBe(away);
  });

  it('are missing for the other node where a look was done since', async () => {
    const one = obtaining(() => {
      one.looked(new ReadStoreUnavailable('away'));
      one.looked();
    });
    await expect(asked(one)).rejects.toThrow(ProjectedElsewhere);
  });
});
