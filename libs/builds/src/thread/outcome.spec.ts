import { CorruptStore, StoreUnavailable } from '@rapport/event-store';
import { BuildHeld, BuildLost, ReadStoreUnavailable } from '@rapport/read-store';
import { EventEmitter } from 'node:events';
import { toldOf } from './failure';
import { outcomeOf } from './outcome';

describe('what a thread failed with', () => {
  const id = { projection: 'p', version: 1, build: 'b' };

  /** As a thread that failed so tells it. */
  const failing = (error: unknown): Promise<unknown> => {
    const worker = new EventEmitter();
    const outcome = outcomeOf(worker as never, () => undefined);
    worker.emit('message', structuredClone({ kind: 'failed', ...toldOf(error) }));
    return outcome.catch((thrown: unknown) => thrown);
  };

  it.each([
    new CorruptStore('damaged'),
    new StoreUnavailable('the log is away'),
    new ReadStoreUnavailable('the read store is away'),
    new BuildHeld(id),
    new BuildLost(id),
  ])('is what others tell apart by its class: $name', async (error) => {
    const thrown = await failing(error);
    expect(thrown).toBeInstanceOf(error.constructor);
    expect(thrown).toMatchObject({ message: error.message, ...('id' in error && { id }) });
  });

  it('keeps the code of any other', async () =>
    expect(await failing(Object.assign(new Error('no'), { code: 'ENOSPC' }))).toMatchObject({
      message: 'no',
      code: 'ENOSPC',
    }));

  it('is its end where it told nothing', async () => {
    const worker = new EventEmitter();
    const outcome = outcomeOf(worker as never, () => undefined);
    worker.emit('exit', 134);
    await expect(outcome).rejects.toThrow('A thread ended with code 134.');
  });
});
