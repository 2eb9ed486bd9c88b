import { departure, samples } from './samples';

const page = [
  'Ask:',
  '```bash run',
  'curl x',
  '```',
  'and see',
  '```json',
  '{"a": 1}',
  '```',
  '```bash',
  'rm',
  '```',
  '',
].join('\n');

describe('the samples of a page', () => {
  it('are the commands marked for running, with the answer shown below', () =>
    expect(samples(page)).toEqual([{ title: 'curl x', script: 'curl x\n', answer: { a: 1 } }]));
});

describe('an answer and what the docs show', () => {
  const actual = { id: 'x', list: [1, 2, 3], inner: { a: 1 } };

  it.each([
    ['all of it', actual],
    ['any value', { id: '…', list: [1, 2, 3], inner: '…' }],
    ['further elements and fields', { list: [1, '…'], '…': '…' }],
  ])('agree on %s', (_what, shown) => expect(departure(shown, actual)).toBeUndefined());

  it.each([
    ['a value', { ...actual, id: 'y' }, '$.id is "x", shown is "y"'],
    ['an element', { ...actual, list: [1, 5, 3] }, '$.list[1] is 2, shown is 5'],
    ['the number of elements', { ...actual, list: [1] }, '$.list has 3 elements, shown are 1'],
    ['a field left out', { id: 'x', list: '…' }, '$.inner is not shown'],
    ['a field that is not there', { ...actual, more: 1 }, '$.more is undefined, shown is 1'],
  ])('differ in %s', (_what, shown, said) => expect(departure(shown, actual)).toBe(said));
});
