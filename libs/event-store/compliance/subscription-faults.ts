import { setTimeout as sleep } from 'node:timers/promises';
import { eventually } from './eventually';
import { aStream, anEvent, fromHere, someEvents, type Subject } from './fixtures';

export function subscriptionFaults(subject: Subject): void {
  it('ends with the error of its handler, and with nothing but that', async () => {
    const { store } = subject();
    const from = await fromHere(store);
    await store.append(aStream(), someEvents(3), 'any');
    let calls = 0;
    const failing = store.subscribe(
      () => {
        calls += 1;
        throw new Error('no appetite');
      },
      { ...from, batchSize: 1 },
    );
    let heard = 0;
    store.subscribe((events) => void (heard += events.length), from);
    await expect(failing.closed).rejects.toThrow('no appetite');
    await expect(failing.caughtUp).rejects.toThrow('no appetite');
    await store.append(aStream(), [anEvent()], 'any');
    await eventually(() => heard === 4);
    expect(calls).toBe(1);
    await failing.close();
  });

  it('never becomes an unhandled rejection, for which the runner would fail this', async () => {
    const { store } = subject();
    await store.append(aStream(), [anEvent()], 'any');
    let failed = false;
    store.subscribe(() => {
      failed = true;
      return Promise.reject(new Error('nobody looks'));
    });
    await eventually(() => failed);
    await sleep(20);
  });

  it('is silent after close, which waits for the running handler', async () => {
    const { store } = subject();
    const from = await fromHere(store);
    const order: string[] = [];
    let begun = false;
    const subscription = store.subscribe(async () => {
      begun = true;
      await sleep(20);
      order.push('handled');
    }, from);
    await store.append(aStream(), [anEvent()], 'any');
    await eventually(() => begun);
    await subscription.close();
    order.push('closed');
    await store.append(aStream(), [anEvent()], 'any');
    await sleep(30);
    expect(order).toEqual(['handled', 'closed']);
    await expect(subscription.closed).resolves.toBeUndefined();
  });

  it('says so when it was closed before it had caught up', async () => {
    const { store } = subject();
    await store.append(aStream(), someEvents(10), 'any');
    const subscription = store.subscribe(() => sleep(1), { batchSize: 1 });
    const caughtUp = expect(subscription.caughtUp).rejects.toMatchObject({ code: 'store-closed' });
    await subscription.close();
    await caughtUp;
  });

  it('ends in peace when the store closes', async () => {
    const { store, reopen } = subject();
    const subscription = store.subscribe(() => undefined, { after: 'end' });
    await subscription.caughtUp;
    await reopen();
    await expect(subscription.closed).resolves.toBeUndefined();
  });

  it('can be closed twice', async () => {
    const subscription = subject().store.subscribe(() => undefined);
    await subscription.close();
    await expect(subscription.close()).resolves.toBeUndefined();
  });
}
