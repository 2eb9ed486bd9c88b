import { waitNotice } from './engine-options';

describe('saying why a client waits', () => {
  it('is in whole sentences', () => {
    let said = '';
    waitNotice({ note: (message) => (said = message) })('The engine takes no commands now: it is full.');
    expect(said).toBe('The engine takes no commands now: it is full. Trying again.');
  });
});
