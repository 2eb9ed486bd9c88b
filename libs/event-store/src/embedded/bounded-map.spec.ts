import { BoundedMap } from './bounded-map';

describe('a bounded map', () => {
  it('keeps the newest and what is used, and lets go of the rest', () => {
    const map = new BoundedMap<number, string>(10);
    for (let key = 0; key < 1_000; key += 1) {
      map.set(key, `v${key}`);
      expect(map.get(0)).toBe('v0');
    }
    expect(map.get(999)).toBe('v999');
    expect(map.get(992)).toBe('v992');
    expect(map.get(500)).toBeUndefined();
  });

  it('answers with the newest value of a key', () => {
    const map = new BoundedMap<string, number>(3);
    for (let value = 0; value < 20; value += 1) {
      map.set('key', value);
      map.set(`other ${value}`, value);
      expect(map.get('key')).toBe(value);
    }
    map.clear();
    expect(map.get('key')).toBeUndefined();
  });
});
