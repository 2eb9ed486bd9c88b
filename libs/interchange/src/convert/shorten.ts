/** A text cut to a length, with a sign that it was; never through a character of two code units. */
export function shorten(text: string, length: number): string {
  const cut = text.slice(0, length - 1);
  return `${/[\uD800-\uDBFF]$/.test(cut) ? cut.slice(0, -1) : cut}…`;
}
