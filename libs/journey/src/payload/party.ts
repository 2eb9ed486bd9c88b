/** Who did or said something; `unknown` where the source does not tell. */
export const PARTIES = ['customer', 'agent', 'system', 'unknown'] as const;
export type Party = (typeof PARTIES)[number];
