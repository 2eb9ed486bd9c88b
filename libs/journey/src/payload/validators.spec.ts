import * as all from 'class-validator';
import * as own from './validators';

describe('the validators of payload classes', () => {
  it('are those of class-validator', () => {
    const names = Object.keys(own) as (keyof typeof own)[];
    expect(names.length).toBeGreaterThan(10);
    for (const name of names) expect([name, own[name] === all[name]]).toEqual([name, true]);
  });
});
