import { Progress } from './progress';

describe('the progress of a rebuild', () => {
  it('counts each event a part for each reading, and one when it is folded', () => {
    const progress = new Progress(['stages'], 100);
    progress.expect(3);
    progress.advance(300);
    expect(progress.done).toBe(75);
    progress.advance(200);
    expect(progress.done).toBe(100);
  });

  it('is what others count where they do the work', () => {
    const progress = new Progress(['stages'], 100);
    progress.reach(40);
    expect(progress.report()).toMatchObject({ projections: ['stages'], done: 40, total: 100 });
    progress.complete();
    expect(progress.done).toBe(100);
  });

  it('begins at what was saved, and ends at the total: what was saved is passed over', () => {
    const progress = new Progress(['stages'], 100);
    progress.goOnFrom(60);
    expect(progress.report()).toMatchObject({ done: 60, perSecond: 0 });
    progress.advance(100); // read again
    expect(progress.done).toBe(80);
    progress.advance(100);
    expect(progress.done).toBe(100);
  });

  it('is that of whoever makes it as long as they do, and counts no rate by what was there', () => {
    const progress = new Progress(['stages'], 100);
    progress.reach(70);
    expect(progress.report()).toMatchObject({ done: 70, perSecond: 0 });
    progress.goOnFrom(70);
    progress.advance(100);
    expect(progress.done).toBe(85);
  });

  it('tells the time left once there is something to tell it by', () => {
    const progress = new Progress([], 100);
    expect(progress.report()).not.toHaveProperty('secondsLeft');
    progress.reach(0);
    progress.reach(50);
    expect(progress.secondsLeft).toBeGreaterThan(0);
    expect(progress.perSecond).toBeGreaterThan(0);
    progress.complete();
    expect(progress.secondsLeft).toBe(0);
  });
});
