import { parse } from 'yaml';
import type { Happening } from './olist-history';

/**
 * Trust and stages counted once more, by definition and from nothing but a history: no fold, no state, no code of the engine.
 * Every number comes from the policy document. Slow and plain on purpose.
 */
export class Recount {
  private readonly policy: PolicyText;

  constructor(policyYaml: string) {
    this.policy = parse(policyYaml) as PolicyText;
  }

  level(history: readonly Happening[], at: number): string {
    const trust = this.trust(history, at);
    return this.policy.opinions.trust.levels.find(({ when = [] }) => holdAll(when, trust))?.name ?? 'none';
  }

  /** The stages that a history passed through, the first included. */
  path(history: readonly Happening[]): string[] {
    const path = ['awareness'];
    let since = history[0]?.at ?? 0;
    history.forEach((happening, index) => {
      const stage = path.at(-1) ?? '';
      const measures = this.measures(history.slice(0, index + 1), happening.at);
      const next = this.move(stage, measures, happening.what === 'reviewed', happening.at - since);
      if (next === undefined) return;
      path.push(next);
      since = happening.at;
    });
    return path;
  }

  private move(name: string, measures: Measures, isFelt: boolean, dwelt: number): string | undefined {
    const { stages, fall } = this.policy;
    const ladder = stages.filter(({ fromAny }) => fromAny !== true);
    const here = stages.find((stage) => stage.name === name);
    const leave = here?.leave;
    if (leave !== undefined)
      return dwelt >= daysOf(leave.dwell) && holdAll(leave.when, measures) ? leave.to : undefined;
    const aside = stages.find(({ fromAny, enter = [] }) => fromAny === true && holdAll(enter, measures));
    if (aside !== undefined) return aside.name;
    const rank = ladder.findIndex((stage) => stage.name === name);
    if (!holdAll(here?.stay ?? [], measures))
      return dwelt >= daysOf(fall.dwell) ? ladder[rank - fall.steps]?.name : undefined;
    const next = ladder[rank + 1];
    const mayDrive = next?.advanceOn?.includes(isFelt ? 'emotion' : 'fact') === true;
    return next !== undefined &&
      mayDrive &&
      dwelt >= daysOf(next.dwell ?? 'P0D') &&
      holdAll(next.enter ?? [], measures)
      ? next.name
      : undefined;
  }

  private measures(history: readonly Happening[], at: number): Measures {
    const episodes = this.episodes(history);
    const { good, bad } = this.policy.episodes;
    const since = (days: number, test: (value: number) => boolean): number =>
      episodes.filter(({ value, endedAt }) => test(value) && at - endedAt <= days).length;
    return {
      'interactions.inbound': history.filter(({ what }) => what === 'bought').length,
      'emotion.felt': this.felt(episodes, at),
      'episodes.good365': since(365, (value) => value >= good),
      'episodes.bad180': since(180, (value) => value <= bad),
      ...prefixed('trust', this.trust(history, at)),
      ...prefixed('commitment', this.commitment(history, at)),
    };
  }

  private trust(history: readonly Happening[], at: number): Measures {
    const { evidence, prior } = this.policy.opinions.trust;
    const sums = { for: 0, against: 0 };
    const add = (
      rule: string,
      happening: Happening,
      against: number | undefined,
      forIt: number | undefined,
    ): void => {
      const left = 2 ** (-(at - happening.at) / daysOf(evidence[rule]?.halfLife ?? ''));
      sums.against += left * (against ?? 0);
      sums.for += left * (forIt ?? 0);
    };
    const worst = Number(/score <= (\S+)/.exec(evidence.disappointed?.where ?? '')?.[1]);
    for (const happening of history) {
      if (happening.what === 'delivered') {
        const rule = happening.late ? 'promise-late' : 'promise-kept';
        add(rule, happening, evidence[rule]?.against, evidence[rule]?.for);
      }
      if (happening.what !== 'reviewed') continue;
      const [verdict, weight] = [verdictOf(happening), evidence.satisfaction?.graded ?? 0];
      add('satisfaction', happening, (weight * (1 - verdict)) / 2, (weight * (1 + verdict)) / 2);
      if (verdict <= worst) add('disappointed', happening, evidence.disappointed?.against, 0);
    }
    return opinion(sums.for, sums.against, prior.weight);
  }

  /** Each purchase after the first; their decayed sum has an upper limit. */
  private commitment(history: readonly Happening[], at: number): Measures {
    const { evidence, prior } = this.policy.opinions.commitment;
    const rule = evidence['chose-again'];
    const decayed = (sum: number, days: number): number => sum * 2 ** (-days / daysOf(rule?.halfLife ?? ''));
    let [sum, reckonedAt] = [0, at];
    for (const again of history.filter(({ what }) => what === 'bought').slice(1)) {
      sum = Math.min(decayed(sum, again.at - reckonedAt) + (rule?.for ?? 0), rule?.max ?? Infinity);
      reckonedAt = again.at;
    }
    return opinion(decayed(sum, at - reckonedAt), 0, prior.weight);
  }

  /** One for each order that was reviewed: the mean of the most intense moment (the first such) and the last. */
  private episodes(history: readonly Happening[]): Episode[] {
    const reviews = history.filter((happening) => happening.what === 'reviewed');
    return [...new Set(reviews.map(({ order }) => order))].map((order) => {
      const moments = reviews.filter((review) => review.order === order);
      const verdicts = moments.map(verdictOf);
      const peak = verdicts.find((verdict) => Math.abs(verdict) === Math.max(...verdicts.map(Math.abs))) ?? 0;
      return { value: (peak + (verdicts.at(-1) ?? 0)) / 2, endedAt: moments.at(-1)?.at ?? 0 };
    });
  }

  private felt(episodes: readonly Episode[], at: number): number {
    const { inferred, halfLife, prior } = this.policy.emotion;
    const weights = episodes.map(
      ({ endedAt }) => (inferred['csat-5'] ?? 0) * 2 ** (-(at - endedAt) / daysOf(halfLife)),
    );
    const total = episodes.reduce((sum, { value }, index) => sum + value * (weights[index] ?? 0), 0);
    return total / (weights.reduce((a, b) => a + b, 0) + prior);
  }
}

type Measures = Readonly<Record<string, number>>;

interface Episode {
  readonly value: number;
  readonly endedAt: number;
}

/** Score 1 to 5 as -1 to 1. */
const verdictOf = (happening: Happening): number =>
  happening.what === 'reviewed' ? (happening.score - 3) / 2 : 0;

function opinion(forSum: number, againstSum: number, weight: number): Measures {
  const all = forSum + againstSum + weight;
  return { belief: forSum / all, disbelief: againstSum / all, uncertainty: weight / all };
}

const prefixed = (prefix: string, measures: Measures): Measures =>
  Object.fromEntries(Object.entries(measures).map(([name, value]) => [`${prefix}.${name}`, value]));

/** Conditions such as `emotion.felt >= 0.20`. */
const holdAll = (conditions: readonly string[], measures: Measures): boolean =>
  conditions.every((condition) => {
    const [name = '', sign = '', text] = condition.split(' ');
    const [value, limit] = [measures[name], Number(text)];
    if (value === undefined) throw new Error(`no measure for "${condition}"`);
    return (
      { '>=': value >= limit, '<=': value <= limit, '>': value > limit, '<': value < limit }[sign] ?? false
    );
  });

const daysOf = (duration: string): number => Number(/^P(\d+)D$/.exec(duration)?.[1]);

interface Rule {
  readonly where?: string;
  readonly for?: number;
  readonly against?: number;
  readonly graded?: number;
  readonly max?: number;
  readonly halfLife: string;
}

interface OpinionText {
  readonly prior: { readonly weight: number };
  readonly evidence: Readonly<Record<string, Rule>>;
  readonly levels: readonly { readonly name: string; readonly when?: readonly string[] }[];
}

interface StageText {
  readonly name: string;
  readonly fromAny?: boolean;
  readonly advanceOn?: readonly string[];
  readonly dwell?: string;
  readonly enter?: readonly string[];
  readonly stay?: readonly string[];
  readonly leave?: { readonly to: string; readonly dwell: string; readonly when: readonly string[] };
}

interface PolicyText {
  readonly emotion: {
    readonly inferred: Readonly<Record<string, number>>;
    readonly halfLife: string;
    readonly prior: number;
  };
  readonly episodes: { readonly good: number; readonly bad: number };
  readonly opinions: { readonly trust: OpinionText; readonly commitment: OpinionText };
  readonly stages: readonly StageText[];
  readonly fall: { readonly dwell: string; readonly steps: number };
}
