/**
 * PostgreSQL's text cannot hold U+0000, JavaScript's can. U+0000 is kept as U+0001 U+0001, and U+0001 as U+0001 U+0002: texts
 * compare as they did.
 */
export function toText(text: string): string {
  if (!text.includes('\0') && !text.includes('\x01')) return text;
  return text.replaceAll('\x01', '\x01\x02').replaceAll('\0', '\x01\x01');
}

/** What `toText` was given. */
export function fromText(text: string): string {
  let at = text.indexOf('\x01');
  if (at === -1) return text;
  let [out, from] = ['', 0];
  for (; at !== -1; at = text.indexOf('\x01', from)) {
    out += text.slice(from, at) + (text[at + 1] === '\x01' ? '\0' : '\x01');
    from = at + 2;
  }
  return out + text.slice(from);
}
