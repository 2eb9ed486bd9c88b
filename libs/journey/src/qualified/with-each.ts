type Json = Readonly<Record<string, unknown>>;

/** A copy of an object with the texts at the paths replaced, as far as it has them; what it shares stays shared. */
export function withEach(
  object: object,
  paths: readonly (readonly string[])[],
  replaced: (text: string) => string,
): object {
  return paths.reduce<object>((copy, path) => withAt(copy as Json, path, replaced), object);
}

function withAt(object: Json, path: readonly string[], replaced: (text: string) => string): Json {
  const [key = '', ...inner] = path;
  const value = object[key];
  if (inner.length === 0) return typeof value === 'string' ? { ...object, [key]: replaced(value) } : object;
  if (typeof value !== 'object' || value === null) return object;
  return { ...object, [key]: withAt(value as Json, inner, replaced) };
}
