import { Agreement } from './agreement';

describe('an agreement of several threads', () => {
  it('is on the highest that any of them says, once all have', async () => {
    const agreement = new Agreement(3);
    let told = 0;
    const [first, second] = [agreement.on(5), agreement.on(-Infinity)];
    void first.then(() => (told += 1));
    await Promise.resolve();
    expect(told).toBe(0);
    expect(await Promise.all([first, second, agreement.on(7)])).toEqual([7, 7, 7]);
  });
});
