import { lineEnds, type PackedPage } from '@rapport/event-store';

export interface Line {
  readonly stream: number;
  readonly type: number;
  readonly revision: number;
  readonly policyVersion: number;
  readonly occurredAt: number;
  /** JSON. */
  readonly text: string;
}

/** A page of these events: each is recorded at its index, named by it, and caused by the first; but that one, by none. */
export function pageOf(...lines: readonly Line[]): PackedPage {
  const data = lines.map(({ text }) => text).join('\n');
  const ends = lineEnds(data, lines.length);
  if (ends === undefined) throw new Error('A text has a line feed.');
  return {
    streams: lines.map(({ stream }) => stream),
    types: lines.map(({ type }) => type),
    revisions: lines.map(({ revision }) => revision),
    policyVersions: lines.map(({ policyVersion }) => policyVersion),
    occurredAt: lines.map(({ occurredAt }) => occurredAt),
    ...{ data, ends, upTo: 'l-1' as PackedPage['upTo'] },
    id: (index) => `e${index}`,
    recordedAt: (index) => index,
    cause: (index) => (index === 0 ? undefined : 'e0'),
  };
}
