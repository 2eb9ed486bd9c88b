import type { JsonSchema } from '@rapport/journey';

/** Copies a value that its schema accepts. */
export type Copy = (value: unknown) => unknown;

/**
 * A copy with the members of every object by name, so that equal values are equal texts, however their sender wrote them. The
 * names come from the schema, since sorting those of every value takes four times as long. Members without a value are left out.
 */
export function inOrder({ properties, items }: JsonSchema): Copy {
  if (properties !== undefined) return objectInOrder(properties);
  if (items !== undefined) return listOf(inOrder(items));
  return (value) => value;
}

function objectInOrder(properties: Readonly<Record<string, JsonSchema>>): Copy {
  const members = Object.entries(properties)
    .map(([key, schema]) => ({ key, copy: inOrder(schema) }))
    .sort((a, b) => (a.key < b.key ? -1 : 1));
  return (value) => {
    const object = value as Readonly<Record<string, unknown>>;
    const ordered: Record<string, unknown> = {};
    for (const { key, copy } of members) {
      const member = object[key];
      if (member !== undefined) ordered[key] = copy(member);
    }
    return ordered;
  };
}

function listOf(copy: Copy): Copy {
  return (list) => (list as readonly unknown[]).map((item) => copy(item));
}
