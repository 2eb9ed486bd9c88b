import {
  addEvidence,
  opinionAt,
  type DriverKind,
  type EvidenceSubject,
  type EvidenceSums,
  type Measures,
  type Moment,
  type Policy,
  type Standing,
} from '../src';
import { measuresWith } from './measures';

const day = 86_400_000;

/** What one append brings, for specs of the policy alone. */
export interface Happening {
  readonly evidence?: { readonly type: string; readonly subject: EvidenceSubject };
  readonly feeling?: {
    readonly episode: string;
    readonly valence: number;
    readonly arousal?: number;
    readonly by: string;
  };
  readonly inbound?: true;
}

/** One journey's measures and stage under a policy, append by append. */
export class Story {
  readonly trust: EvidenceSums = {};
  readonly commitment: EvidenceSums = {};
  private readonly episodes = new Map<string, Moment[]>();
  private inbound = 0;
  standing: Standing;

  constructor(readonly policy: Policy) {
    this.standing = { stage: policy.stages.initial, since: 0 };
  }

  /** @param days since the beginning */
  at(days: number, { evidence, feeling, inbound }: Happening): this {
    const at = days * day;
    if (inbound) this.inbound += 1;
    if (evidence !== undefined) this.judge(evidence.type, evidence.subject, at);
    if (feeling !== undefined) this.feel(feeling, at);
    const driver: DriverKind = feeling === undefined ? 'fact' : 'emotion';
    const move = this.policy.stages.decide(this.standing, this.measures(days), driver, at);
    if (move !== undefined) this.standing = { stage: move.to, since: at };
    return this;
  }

  measures(days: number): Measures {
    const at = days * day;
    const episodes = [...this.episodes.values()].map((moments) => this.policy.emotion.episode(moments));
    const bad = episodes.filter((episode) => this.policy.emotion.verdict(episode) === 'bad').length;
    const good = episodes.filter((episode) => this.policy.emotion.verdict(episode) === 'good').length;
    return measuresWith({
      emotion: { felt: this.policy.emotion.felt(episodes, at), episodes: episodes.length },
      trust: opinionAt(this.trust, this.policy.trust, at),
      commitment: opinionAt(this.commitment, this.policy.commitment, at),
      interactions: { inbound: this.inbound },
      episodes: { bad180: bad, good365: good },
    });
  }

  private judge(type: string, subject: EvidenceSubject, at: number): void {
    for (const kind of ['trust', 'commitment'] as const) {
      for (const rule of this.policy[kind].rulesFor(type)) {
        const evidence = rule.weigh(subject);
        if (evidence !== undefined) addEvidence(this[kind], rule, evidence, at);
      }
    }
  }

  private feel({ episode, valence, arousal, by }: NonNullable<Happening['feeling']>, at: number): void {
    const { emotion } = this.policy;
    const moment = {
      at,
      valence,
      arousal: arousal ?? emotion.assumedArousal,
      reliability: emotion.reliability(by, 1),
    };
    this.episodes.set(episode, [...(this.episodes.get(episode) ?? []), moment]);
  }
}
