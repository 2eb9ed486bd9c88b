/** Changes of one letter that lead from one word to the other (Levenshtein 1966). */
export function distance(a: string, b: string): number {
  let above = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row++) {
    const here = [row];
    for (let column = 1; column <= b.length; column++) {
      const change = a[row - 1] === b[column - 1] ? 0 : 1;
      const [diagonal = 0, up = 0, left = 0] = [above[column - 1], above[column], here[column - 1]];
      here.push(Math.min(diagonal + change, up + 1, left + 1));
    }
    above = here;
  }
  return above[b.length] ?? 0;
}

/** The known words that were probably meant, the nearest first, three at most. */
export function nearest(word: string, known: readonly string[]): readonly string[] {
  const short = word.slice(0, 64);
  return known
    .map((name) => ({ name, far: distance(short, name) }))
    .filter(({ name, far }) => far <= Math.ceil(name.length / 3))
    .sort((a, b) => a.far - b.far)
    .slice(0, 3)
    .map(({ name }) => name);
}
