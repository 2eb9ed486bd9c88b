import { nearest } from './nearest';

const known = ['open-case', 'close-case', 'note-case', 'make-promise', 'break-promise'];

describe('the nearest names', () => {
  it.each([
    ['opencase', ['open-case', 'note-case']],
    ['close-caes', ['close-case']],
    ['make_promise', ['make-promise']],
    ['x'.repeat(10_000), []],
    ['', []],
  ])('to %s are %j', (word, names) => expect(nearest(word, known).slice(0, names.length)).toEqual(names));
});
