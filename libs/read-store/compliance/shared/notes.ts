import { setTimeout as sleep } from 'node:timers/promises';
import { useStore } from '../fixture';
import { sharedOf, type OpenSharedFixture } from './fixture';

export function notesSuite(open: OpenSharedFixture): void {
  describe('what a node leaves for the others', () => {
    const fixture = useStore(open);
    const here = () => sharedOf(fixture().store);

    it('is found by all of them, the last under a name, until another one is left there', async () => {
      const other = sharedOf(await fixture().another());
      await here().note('a', 'first\0\x01');
      expect(await other.noted('a')).toMatchObject({ text: 'first\0\x01' });
      await other.note('a', 'second');
      await other.note('b', '');
      const noted = await Promise.all(['a', 'b', 'c'].map((name) => here().noted(name)));
      expect(noted.map((one) => one?.text)).toEqual(['second', '', undefined]);
    });

    it('is found together with all that is left under names that begin alike', async () => {
      for (const name of ['a:1', 'a:2', 'ab', 'b:a:1']) await here().note(name, `${name}\0`);
      const under = async (prefix: string) =>
        (await here().notedUnder(prefix)).map(({ text }) => text).sort();
      expect(await under('a:')).toEqual(['a:1\0', 'a:2\0']);
      expect(await under('_')).toEqual([]);
    });

    it('is as old as it was left last', async () => {
      const ageMs = async () => (await here().noted('a'))?.ageMs ?? NaN;
      await here().note('a', 'first');
      expect(await ageMs()).toBeLessThan(400);
      await sleep(400);
      expect(await ageMs()).toBeGreaterThanOrEqual(400);
      await here().note('a', 'second');
      expect(await ageMs()).toBeLessThan(400);
    });

    it('is there when the node is gone', async () => {
      const other = await fixture().another();
      await sharedOf(other).note('a', 'last');
      await other.close();
      expect(await here().noted('a')).toMatchObject({ text: 'last' });
    });
  });
}
