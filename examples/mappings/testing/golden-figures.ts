/** What was counted in the helpdesk log without this engine, and has to be what it answers. */
export const goldenFigures = {
  resolution: {
    ...{ opened: 4_580, void: 0, proposed: 4_569, confirmed: 0, unresolved: 0, tacitOrOpen: 4_580 },
    ...{ rejected: 0, withdrawn: 150, reopened: 2, reworked: 152 },
  },
  /** p25, p50, p75, p90. */
  daysToProposal: [0.787, 5.998, 18.945, 29.969],
  censored: 11,
  /** No feeling is in that log: nobody gets any further. */
  stages: { exploration: 394, expansion: 0, commitment: 0, dissolution: 0 },
};

/** The same figures of an engine that holds the log, by its answers over HTTP. */
export async function figuresOf(ask: (path: string) => Promise<unknown>): Promise<typeof goldenFigures> {
  const { total } = (await ask('/v1/resolution-rate?by=product')) as { total: Figures };
  const { stages } = (await ask('/v1/stages')) as { stages: typeof goldenFigures.stages };
  const { opened, proposed, confirmed, unresolved, rejected, withdrawn, reopened, reworked } = total;
  const { p25, p50, p75, p90, censored } = total.timeToProposalSeconds;
  const { exploration, expansion, commitment, dissolution } = stages;
  return {
    resolution: {
      ...{ opened, void: total.void, proposed, confirmed, unresolved, tacitOrOpen: total.tacit + total.open },
      ...{ rejected, withdrawn, reopened, reworked },
    },
    daysToProposal: [p25, p50, p75, p90].map(days),
    censored,
    stages: { exploration, expansion, commitment, dissolution },
  };
}

const days = (seconds: number): number => Math.round((seconds / 86_400) * 1_000) / 1_000;

interface Figures extends Omit<typeof goldenFigures.resolution, 'tacitOrOpen'> {
  readonly tacit: number;
  readonly open: number;
  readonly timeToProposalSeconds: Readonly<Record<'p25' | 'p50' | 'p75' | 'p90' | 'censored', number>>;
}
