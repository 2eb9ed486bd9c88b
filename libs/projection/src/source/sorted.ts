import { Breather } from './breather';

/** So many are sorted at once, which takes some milliseconds. */
const runLength = 8_192;

/** Texts in the order of `sort`, by steps between which everything else goes on: millions at once take seconds. */
export async function sorted(texts: Iterable<string>): Promise<readonly string[]> {
  const breather = new Breather();
  let all = await inRuns(texts, breather);
  for (let length = runLength; length < all.length; length *= 2) all = await merged(all, length, breather);
  return all;
}

async function inRuns(texts: Iterable<string>, breather: Breather): Promise<string[]> {
  const all: string[] = [];
  let run: string[] = [];
  for (const text of texts) {
    run.push(text);
    if (run.length < runLength) continue;
    all.push(...run.sort());
    run = [];
    if (breather.due) await breather.breathe();
  }
  all.push(...run.sort());
  return all;
}

/** Each two runs of a length made one. */
async function merged(all: readonly string[], length: number, breather: Breather): Promise<string[]> {
  const result: string[] = [];
  for (let left = 0; left < all.length; left += 2 * length) {
    const middle = Math.min(left + length, all.length);
    const end = Math.min(middle + length, all.length);
    let [a, b] = [left, middle];
    while (result.length < end) {
      const [one, other] = [all[a] ?? '', all[b] ?? ''];
      if (b >= end || (a < middle && one <= other)) {
        result.push(one);
        a += 1;
      } else {
        result.push(other);
        b += 1;
      }
      if (result.length % runLength === 0 && breather.due) await breather.breathe();
    }
  }
  return result;
}
