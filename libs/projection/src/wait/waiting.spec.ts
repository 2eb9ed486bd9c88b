import type { Position } from '@rapport/event-store';
import { WaitForTimeout } from '../errors';
import { Waiting } from './waiting';

const p = (text: string) => text as Position;

describe('waiting for a position', () => {
  it('ends at once where it is reached', async () => {
    const waiting = new Waiting();
    waiting.reach(p('log-5'));
    await expect(waiting.until(p('log-5'), 0)).resolves.toBeUndefined();
    await expect(waiting.until(p('log-4'), 0)).resolves.toBeUndefined();
  });

  it('ends when it is reached or passed, and not before', async () => {
    const waiting = new Waiting();
    const ended: string[] = [];
    const all = ['log-3', 'log-4', 'log-6'].map((at) =>
      waiting.until(p(at), 1_000).then(() => ended.push(at)),
    );
    waiting.reach(p('log-2'));
    await Promise.resolve();
    expect(ended).toEqual([]);
    waiting.reach(p('log-5'));
    await Promise.all(all.slice(0, 2));
    expect(ended).toEqual(['log-3', 'log-4']);
    waiting.reach(p('log-6'));
    await Promise.all(all);
  });

  it('gives up with the position that was reached', async () => {
    const waiting = new Waiting();
    waiting.reach(p('log-2'));
    const attempt = waiting.until(p('log-3'), 1);
    await expect(attempt).rejects.toThrow(WaitForTimeout);
    await expect(attempt).rejects.toMatchObject({ position: 'log-2', code: 'not-caught-up' });
  });
});
