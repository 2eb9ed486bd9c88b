/** What comes before the signal; what comes behind it is not taken. The source is left as it is. */
export async function* until<T>(source: AsyncIterable<T>, stop: AbortSignal): AsyncGenerator<T> {
  const items = source[Symbol.asyncIterator]();
  while (!stop.aborted) {
    const next = await orStopped(items.next(), stop);
    if (next === undefined || next.done) return;
    yield next.value;
  }
}

/** Listens once for each, as a race with one promise for all would keep them all. */
function orStopped<T>(item: Promise<T>, stop: AbortSignal): Promise<T | undefined> {
  return new Promise((resolve, reject) => {
    const stopped = (): void => resolve(undefined);
    stop.addEventListener('abort', stopped, { once: true });
    void item.then(resolve, reject).finally(() => stop.removeEventListener('abort', stopped));
  });
}
