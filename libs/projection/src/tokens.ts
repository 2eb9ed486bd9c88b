/** Injection token of the `PolicyHistory` published so far. */
export const POLICIES = Symbol('Policies');
