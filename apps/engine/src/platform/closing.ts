/** Closes one after the other, each whatever became of those before it. @throws what the first threw that did not close */
export async function closeAll(closings: readonly (() => Promise<void>)[]): Promise<void> {
  const failures: unknown[] = [];
  for (const close of closings) await close().catch((error: unknown) => failures.push(error));
  if (failures.length > 0) throw failures[0];
}

/** Work with what was opened for it, which is closed where that fails. @throws why it failed */
export async function orClosed<T>(
  opened: { readonly close: () => Promise<void> },
  work: () => Promise<T>,
): Promise<T> {
  try {
    return await work();
  } catch (error) {
    await opened.close().catch(() => undefined); // why it is closed says more
    throw error;
  }
}
