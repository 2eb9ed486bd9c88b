/**
 * The plain, read-only JSON of a payload class. Classes carry the schema; what travels and what is stored are plain objects
 * of their shape, and recorded facts are never changed.
 */
export type Plain<T> = T extends readonly (infer Item)[]
  ? readonly Plain<Item>[]
  : T extends object
    ? { readonly [K in keyof T]: Plain<T[K]> }
    : T;
