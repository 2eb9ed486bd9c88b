import { PolicyRegistry } from '.';
import { defaultPolicy } from '../testing';

const version = (number: number) => ({ ...defaultPolicy(), version: number });

describe('the published policies', () => {
  it('have the highest version in force, in whatever order they came', () =>
    expect(new PolicyRegistry([version(1), version(3), version(2)]).inForce.version).toBe(3));

  it('keep every version', () =>
    expect(new PolicyRegistry([version(1), version(2)]).version(1).version).toBe(1));

  it('say which there are when asked for another', () =>
    expect(() => new PolicyRegistry([version(2), version(1)]).version(7)).toThrow(
      'There is no policy version 7; published are: 1, 2.',
    ));

  it('say which one was in force at a moment of recording, the first where none was yet', () => {
    const registry = new PolicyRegistry();
    for (const number of [1, 2, 3]) registry.add(version(number), number * 10);
    expect([0, 10, 19, 20, 99].map((at) => registry.inForceAt(at).version)).toEqual([1, 1, 1, 2, 3]);
    expect(() => new PolicyRegistry().inForceAt(0)).toThrow('No policy is published yet');
  });

  it('say that there are none', () => {
    expect(() => new PolicyRegistry().inForce).toThrow('No policy is published yet');
    expect(() => new PolicyRegistry().version(1)).toThrow('published are: none');
  });

  it('take a version once', () =>
    expect(() => {
      new PolicyRegistry([version(1)]).add(version(1));
    }).toThrow('Policy version 1 is already there'));
});
