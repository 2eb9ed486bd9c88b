import type { Path } from './paths';
import type { Vocabulary } from './vocabulary';

const list = (names: readonly string[]): string => names.map((name) => `\`${name}\``).join(', ');

/** The names a condition may begin with, as text. */
export const rootsOf = (vocabulary: Vocabulary): string => list(Object.keys(vocabulary));

/** What is wrong with the first name that leads nowhere in the vocabulary, and what would be right. */
export function misnamed(paths: readonly Path[], vocabulary: Vocabulary): string | undefined {
  for (const path of paths) {
    const wrong = leadsNowhere(path, vocabulary);
    if (wrong !== undefined) return wrong;
  }
  return undefined;
}

function leadsNowhere(path: Path, vocabulary: Vocabulary): string | undefined {
  let group: Vocabulary = vocabulary;
  for (const [depth, key] of path.entries()) {
    if (!Object.hasOwn(group, key))
      return depth === 0 ? undefined : lacks(path.slice(0, depth).join('.'), key, group);
    const next = group[key];
    if (next === undefined || typeof next === 'string') return undefined;
    group = next;
  }
  const name = path.join('.');
  return `\`${name}\` is a group; name one of its fields: ${list(Object.keys(group).map((field) => `${name}.${field}`))}.`;
}

function lacks(owner: string, key: string, group: Vocabulary): string {
  return `\`${owner}\` has no \`${key}\`; it has ${list(Object.keys(group))}.`;
}
