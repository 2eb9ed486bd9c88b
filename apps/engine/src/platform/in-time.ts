/**
 * The answer, or, where that is waited for longer, what `late` says of it; what comes then is nobody's any more.
 * @param since when the waiting began, or whoever is to answer was last seen at work (`performance.now()`)
 */
export async function inTime<T>(
  answer: Promise<T>,
  withinMs: number,
  late: () => Error,
  since: () => number = () => -Infinity,
): Promise<T> {
  const began = performance.now();
  let timer: NodeJS.Timeout | undefined;
  const over = new Promise<never>((_resolve, reject) => {
    const look = (): void => {
      const left = Math.max(began, since()) + withinMs - performance.now();
      if (left > 0) timer = setTimeout(look, left);
      else reject(late());
    };
    look();
  });
  try {
    return await Promise.race([answer, over]);
  } finally {
    clearTimeout(timer);
  }
}
