import { opinionAt } from '@rapport/policy';
import type { Measures, Millis, Opinion, Policy } from '@rapport/policy';
import type { MeasuresState } from './measures-state';

const DAY_MS = 86_400_000;

/** Each group is computed on first use: a fact that cannot move anything costs nothing here. */
class MeasuresAt implements Measures {
  private feltEpisodes: Measures['emotion'] | undefined;
  private trustOpinion: Opinion | undefined;
  private commitmentOpinion: Opinion | undefined;
  private verdicts: Measures['episodes'] | undefined;

  constructor(
    private readonly state: MeasuresState,
    private readonly policy: Policy,
    private readonly at: Millis,
  ) {}

  get emotion(): Measures['emotion'] {
    return (this.feltEpisodes ??= felt(this.state, this.policy, this.at));
  }
  get trust(): Opinion {
    return (this.trustOpinion ??= opinionAt(this.state.trust, this.policy.trust, this.at));
  }
  get commitment(): Opinion {
    return (this.commitmentOpinion ??= opinionAt(this.state.commitment, this.policy.commitment, this.at));
  }
  get episodes(): Measures['episodes'] {
    return (this.verdicts ??= verdicts(this.state, this.policy, this.at));
  }
  get interactions(): Measures['interactions'] {
    return { inbound: this.state.counts.inbound, outbound: this.state.counts.outbound };
  }
  get purchases(): Measures['purchases'] {
    return { count: this.state.counts.purchases };
  }
  get promises(): Measures['promises'] {
    const { promisesKept: kept, promisesLate: late, promisesBroken: broken } = this.state.counts;
    return { open: this.state.openPromises.size, kept, late, broken };
  }
  get cases(): Measures['cases'] {
    const { cases } = this.state;
    return { opened: cases.size, open: [...cases.values()].filter(({ open }) => open).length };
  }
}

/** What the policy's conditions may speak of, at a moment no earlier than the last event of the state. */
export const measuresAt = (state: MeasuresState, policy: Policy, at: Millis): Measures =>
  new MeasuresAt(state, policy, at);

function felt({ episodes }: MeasuresState, policy: Policy, at: Millis): Measures['emotion'] {
  const summaries = Array.from(episodes.values(), ({ summary }) => summary);
  return { felt: policy.emotion.felt(summaries, at), episodes: summaries.length };
}

function verdicts({ episodes }: MeasuresState, { emotion }: Policy, at: Millis): Measures['episodes'] {
  const ages = { good: [] as Millis[], bad: [] as Millis[], neither: [] as Millis[] };
  for (const { summary } of episodes.values()) ages[emotion.verdict(summary)].push(at - summary.endedAt);
  const within = (days: number, list: readonly Millis[]) => list.filter((age) => age <= days * DAY_MS).length;
  return {
    good30: within(30, ages.good),
    good90: within(90, ages.good),
    good180: within(180, ages.good),
    good365: within(365, ages.good),
    bad30: within(30, ages.bad),
    bad90: within(90, ages.bad),
    bad180: within(180, ages.bad),
    bad365: within(365, ages.bad),
  };
}
