import { ReadStoreUnusable, type HeldRole, type SharedStore } from '@rapport/read-store';
import { RoleBook } from './role-book';

describe('who would project', () => {
  let held: readonly HeldRole[] = [];
  beforeEach(() => {
    held = [];
  });
  const bookOf = (logId: string, node: string): RoleBook => {
    const shared = {
      node,
      roles: () => Promise.resolve(held),
      take: (role: string) => {
        held = [...held, { role, node, wantedBy: undefined }];
        return Promise.resolve(true);
      },
      release: (role: string) => {
        held = held.filter((one) => one.role !== role);
        return Promise.resolve();
      },
    };
    return new RoleBook(shared as unknown as SharedStore, logId, 1_000);
  };
  /** As a node begins. */
  const begin = async (book: RoleBook): Promise<void> => {
    await book.rolesOfOneLog();
    await book.join();
  };

  it('is known to the others of its log', async () => {
    const [a, b] = [bookOf('log', 'a'), bookOf('log', 'b')];
    await Promise.all([begin(a), begin(b)]);
    expect(held.map(({ node }) => node)).toEqual(['a', 'b']);
  });

  it('is of one log, also where those of two begin at the same time', async () => {
    const begun = await Promise.allSettled([begin(bookOf('log', 'a')), begin(bookOf('another', 'b'))]);
    const refused = begun.filter(({ status }) => status === 'rejected');
    expect(refused.length).toBeGreaterThan(0);
    for (const one of refused) expect(one).toMatchObject({ reason: expect.any(ReadStoreUnusable) as Error });
    expect(held).toHaveLength(begun.length - refused.length);
  });
});
