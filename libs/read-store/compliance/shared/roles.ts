import type { SharedStore } from '@rapport/read-store';
import { useStore } from '../fixture';
import { isKind, listen, sharedOf, type OpenSharedFixture } from './fixture';

export function rolesSuite(open: OpenSharedFixture): void {
  describe('nodes and roles', () => {
    const fixture = useStore(open);
    const here = () => sharedOf(fixture().store);
    const there = async () => sharedOf(await fixture().another());

    it('are each store that is open, until it is closed', async () => {
      const other = await fixture().another();
      const both = [here().node, sharedOf(other).node].toSorted();
      expect(both[0]).not.toBe(both[1]);
      expect(await here().nodes()).toEqual(both);
      expect(await sharedOf(other).nodes()).toEqual(both);
      await other.close();
      expect(await here().nodes()).toEqual([here().node]);
    });

    it('are had by one node, which may take them again', async () => {
      const other = await there();
      expect(await here().take('a')).toBe(true);
      expect(await other.take('a')).toBe(false);
      expect(await here().take('a')).toBe(true);
      expect(await other.take('b')).toBe(true);
      const held = [
        { role: 'a', node: here().node, wantedBy: undefined },
        { role: 'b', node: other.node, wantedBy: undefined },
      ];
      expect(await here().roles()).toEqual(held);
      expect(await other.roles()).toEqual(held);
    });

    it('are taken by one of those who try at once', async () => {
      const nodes = [here(), await there(), await there()];
      const taken = await Promise.all(nodes.map((node) => node.take('a')));
      expect(taken.filter((isMine) => isMine)).toHaveLength(1);
    });

    it('that are let go of can be taken, and everybody hears of it', async () => {
      const other = await there();
      const news = listen(fixture().store);
      await here().take('a');
      await other.release('a');
      expect(await other.take('a')).toBe(false);
      await here().release('a');
      await news.until(isKind('roles'));
      expect(await here().roles()).toEqual([]);
      expect(await other.take('a')).toBe(true);
    });

    it('that are wanted pass to the first by name of those who asked for them', async () => {
      const [first, second] = inOrder(await there(), await there());
      await here().take('a');
      const news = listen(fixture().store);
      await second.want('a');
      await news.until(isKind('roles'));
      expect(await here().roles()).toEqual([{ role: 'a', node: here().node, wantedBy: second.node }]);
      await first.want('a');
      await second.want('a');
      expect(await here().roles()).toEqual([{ role: 'a', node: here().node, wantedBy: first.node }]);
      expect(await here().take('a')).toBe(true);
      await here().release('a');
      expect(await second.take('a')).toBe(false);
      expect(await first.take('a')).toBe(true);
      expect(await here().roles()).toEqual([{ role: 'a', node: first.node, wantedBy: undefined }]);
    });

    it('are not wanted of oneself, nor of nobody', async () => {
      const other = await there();
      await here().want('a');
      expect(await here().roles()).toEqual([]);
      await other.take('a');
      await other.want('a');
      expect(await here().roles()).toEqual([{ role: 'a', node: other.node, wantedBy: undefined }]);
    });

    it('of a store that is closed are free, or whose who wanted them', async () => {
      const other = await fixture().another();
      await sharedOf(other).take('a');
      await sharedOf(other).take('b');
      await here().want('b');
      const news = listen(fixture().store);
      await other.close();
      await news.until(isKind('roles'));
      expect(await here().roles()).toEqual([{ role: 'b', node: here().node, wantedBy: undefined }]);
      expect(await here().take('a')).toBe(true);
    });

    it('are no longer wanted by a store that is closed', async () => {
      const other = await fixture().another();
      await here().take('a');
      await sharedOf(other).want('a');
      await other.close();
      expect(await here().roles()).toEqual([{ role: 'a', node: here().node, wantedBy: undefined }]);
      await here().release('a');
      expect(await here().roles()).toEqual([]);
    });
  });
}

const inOrder = (a: SharedStore, b: SharedStore): readonly [SharedStore, SharedStore] =>
  a.node < b.node ? [a, b] : [b, a];
