/** A `Platform`. */
export const PLATFORM = Symbol('Platform');
