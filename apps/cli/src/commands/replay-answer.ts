/** A replay, as the engine answers it. */
export interface Replay {
  readonly name: string;
  readonly state: 'building' | 'ready' | 'failed';
  readonly asOf: string | null;
  readonly knownAt: string | null;
  readonly projections: readonly string[];
  readonly progress: { readonly done: number; readonly total: number };
  readonly expiresAt: string;
  readonly error?: string;
}

export const replayPath = (name: string): string => `/v1/replays/${encodeURIComponent(name)}`;
