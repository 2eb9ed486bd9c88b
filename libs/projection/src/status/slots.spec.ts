import { PolicyRegistry } from '@rapport/policy';
import { cases, purchases } from '../../compliance/projections';
import { NameTaken } from '../errors';
import { Slots } from './slots';

describe('the projections of a runtime', () => {
  it('have a name of their own each', () => {
    const slots = new Slots([cases, purchases], new PolicyRegistry());
    expect(slots.all.map(({ name }) => name)).toEqual([cases.name, purchases.name]);
    const copied = { ...purchases, name: cases.name };
    expect(() => new Slots([cases, copied], new PolicyRegistry())).toThrow(NameTaken);
  });
});
