import { useStore } from '../fixture';
import { sharedOf, type OpenSharedFixture } from './fixture';

export function notesSuite(open: OpenSharedFixture): void {
  describe('what a node leaves for the others', () => {
    const fixture = useStore(open);
    const here = () => sharedOf(fixture().store);

    it('is found by all of them, the last under a name, until another one is left there', async () => {
      const other = sharedOf(await fixture().another());
      await here().note('a', 'first\0\x01');
      expect(await other.noted('a')).toBe('first\0\x01');
      await other.note('a', 'second');
      await other.note('b', '');
      expect(await Promise.all(['a', 'b', 'c'].map((name) => here().noted(name)))).toEqual([
        'second',
        '',
        undefined,
      ]);
    });

    it('is there when the node is gone', async () => {
      const other = await fixture().another();
      await sharedOf(other).note('a', 'last');
      await other.close();
      expect(await here().noted('a')).toBe('last');
    });
  });
}
