/**
 * A policy document as parsed from YAML and checked against `policy.schema.json`, whose descriptions say what each key
 * means. Durations are ISO 8601 text (`P15D`), conditions are CEL text.
 */
export interface PolicyDocument {
  readonly policy: string;
  readonly schema: 1;
  readonly clock: { readonly skew: string };
  readonly resolution: ResolutionDocument;
  readonly promises: { readonly assumeDue: Readonly<Record<string, string>> };
  readonly scales: Readonly<Record<string, ScaleDocument>>;
  readonly emotion: EmotionDocument;
  readonly episodes: { readonly good: number; readonly bad: number };
  readonly opinions: { readonly trust: OpinionDocument; readonly commitment: OpinionDocument };
  readonly stages: readonly StageDocument[];
  readonly fall: { readonly dwell: string; readonly steps: number };
}

export interface ResolutionDocument {
  readonly tacitAfter: string;
  readonly lastingAfter: string;
  readonly reopenWithin: string;
  readonly firstContactWithin: string;
  readonly void: readonly string[];
}

/** From score, to score (both inclusive), value. */
export type Band = readonly [number, number, number];

export interface ScaleDocument {
  readonly min: number;
  readonly max: number;
  readonly good: 'high' | 'low';
  readonly bands?: readonly Band[];
}

export interface EmotionDocument {
  readonly reliability: Readonly<Record<string, number>>;
  readonly inferred: Readonly<Record<string, number>>;
  readonly assumedArousal: number;
  readonly intensity: { readonly base: number; readonly arousal: number };
  readonly halfLife: string;
  readonly prior: number;
}

export interface EvidenceDocument {
  readonly event: string;
  readonly where?: string;
  readonly for?: number;
  readonly against?: number;
  readonly graded?: number;
  readonly max?: number;
  readonly halfLife: string;
  readonly part?: string;
}

export interface LevelDocument {
  readonly name: string;
  readonly when?: readonly string[];
}

export interface OpinionDocument {
  readonly prior: { readonly weight: number; readonly baseRate: number };
  readonly evidence: Readonly<Record<string, EvidenceDocument>>;
  readonly levels?: readonly LevelDocument[];
}

export interface LeaveDocument {
  readonly to: string;
  readonly dwell: string;
  readonly when: readonly string[];
}

export interface StageDocument {
  readonly name: string;
  readonly initial?: boolean;
  readonly fromAny?: boolean;
  readonly enter?: readonly string[];
  readonly stay?: readonly string[];
  readonly advanceOn?: readonly ('fact' | 'emotion')[];
  readonly dwell?: string;
  readonly leave?: LeaveDocument;
  readonly guidance?: string;
}
