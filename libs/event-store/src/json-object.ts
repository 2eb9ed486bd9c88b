/** JSON, but none that an event could have. */
export class NoJsonObject extends SyntaxError {
  constructor() {
    super('Its data is no JSON object.');
  }
}

/** What an event's data was parsed to. @throws NoJsonObject: most who read it would take it for one that says nothing */
export function jsonObject(data: unknown): object {
  if (typeof data !== 'object' || data === null || Array.isArray(data)) throw new NoJsonObject();
  return data;
}
