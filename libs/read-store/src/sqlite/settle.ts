/** Runs synchronous work behind a port that is async elsewhere: what it throws becomes a rejection. */
export function settle<T>(work: () => T): Promise<T> {
  return new Promise((resolve) => {
    resolve(work());
  });
}
