import type { MembershipChange } from '@rapport/read-store';
import { checkpoint, table, useStore, type OpenFixture } from './fixture';

export function membersSuite(open: OpenFixture): void {
  describe('memberships', () => {
    const fixture = useStore(open);
    const create = async () => {
      const build = await fixture().store.create('trust-level', 1, table);
      const change = (...members: MembershipChange[]) =>
        build.commit({ puts: [], removals: [], members }, checkpoint('1'));
      return { build, model: build.model, change };
    };
    const linked = (journeyId: string, customerId: string | null) => ({ journeyId, customerId });

    it('are none at first', async () => {
      const { model } = await create();
      expect(await model.hasMembers()).toBe(false);
      expect(await model.customerOf('j1')).toBeUndefined();
      expect(await model.membersOf('c1')).toEqual([]);
      expect(await model.everMembersOf('c1')).toEqual([]);
    });

    it('are found by journey and by customer', async () => {
      const { model, change } = await create();
      await change(linked('j2', 'c1'), linked('j1', 'c1'), linked('J3', 'c1'), linked('j4', 'c2'));
      expect(await model.hasMembers()).toBe(true);
      expect(await model.customerOf('j1')).toBe('c1');
      expect(await model.membersOf('c1')).toEqual(['J3', 'j1', 'j2']);
      expect(await model.membersOf('c2')).toEqual(['j4']);
    });

    it('are found for any number at once, as far as there are some', async () => {
      const { build, change } = await create();
      await change(linked('j2', 'c1'), linked('j1', 'c1'), linked('J3', 'c1'), linked('\0', '\x01'));
      await change(linked('j4', 'c2'), linked('j4', null));
      expect(await build.customersOf(['j1', 'j4', 'j9', '\0'])).toEqual(
        new Map([
          ['j1', 'c1'],
          ['\0', '\x01'],
        ]),
      );
      expect(await build.membersOf(['c1', 'c2', 'c9'])).toEqual(new Map([['c1', ['J3', 'j1', 'j2']]]));
      expect(await build.customersOf([])).toEqual(new Map());
      expect(await build.membersOf([])).toEqual(new Map());
    });

    it('of a journey are one; the last change holds, also within a commit', async () => {
      const { model, change } = await create();
      await change(linked('j1', 'c1'));
      await change(linked('j1', 'c2'), linked('j1', 'c3'));
      expect(await model.customerOf('j1')).toBe('c3');
      expect(await model.membersOf('c1')).toEqual([]);
      expect(await model.membersOf('c2')).toEqual([]);
      expect(await model.membersOf('c3')).toEqual(['j1']);
    });

    it('that ended are remembered', async () => {
      const { model, change } = await create();
      await change(linked('j1', 'c1'), linked('j2', 'c1'));
      await change(linked('j1', null), linked('j9', null));
      expect(await model.customerOf('j1')).toBeUndefined();
      expect(await model.membersOf('c1')).toEqual(['j2']);
      expect(await model.everMembersOf('c1')).toEqual(['j1', 'j2']);
      await change(linked('j2', null));
      expect(await model.hasMembers()).toBe(false);
      await change(linked('j1', 'c1'));
      expect(await model.membersOf('c1')).toEqual(['j1']);
    });

    it('come with a load and are there after a restart', async () => {
      const { build } = await create();
      const load = await build.load();
      await load.add({ rows: [], members: [linked('j1', 'c1'), linked('j1', 'c2')] });
      await load.finish(checkpoint('1'));
      const { model } = await (await fixture().reopen()).open(build.id, table);
      expect(await model.customerOf('j1')).toBe('c2');
      expect(await model.everMembersOf('c1')).toEqual(['j1']);
    });
  });
}
