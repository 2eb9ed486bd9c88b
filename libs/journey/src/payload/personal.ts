const marks = new WeakMap<object, Set<string>>();

/** Marks a property as personal: it names a person, or is free text that may. Such fields are the ones to be erased. */
export function Personal(): PropertyDecorator {
  return (prototype, property) => {
    const fields = marks.get(prototype) ?? new Set<string>();
    marks.set(prototype, fields.add(String(property)));
  };
}

/** Whether a property of a payload class, or of a class it extends, is marked. */
export function isPersonal(prototype: object, property: string): boolean {
  for (let at: object | null = prototype; at !== null; at = Reflect.getPrototypeOf(at)) {
    if (marks.get(at)?.has(property) === true) return true;
  }
  return false;
}
