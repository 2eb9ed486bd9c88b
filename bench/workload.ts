/** A command as the bulk endpoint takes it. */
export interface CommandLine {
  readonly command: string;
  readonly journeyId: string;
  readonly commandId: string;
  readonly occurredAt: string;
  readonly [field: string]: unknown;
}

const startMs = Date.UTC(2024, 0, 1);
const source = { system: 'bench', mapping: 'workload@1' };
const customer = { kind: 'journey' } as const;

/** What the n-th visit to a journey brings, over and over: a contact, a case worked to its confirmation, a promise kept, a purchase, an opinion. */
const rounds: readonly ((
  round: number,
) => { readonly command: string } & Readonly<Record<string, unknown>>)[] = [
  (round) => ({
    command: 'record-interaction',
    interactionId: `i${round}`,
    touchpoint: 'help-centre',
    channel: 'phone',
    direction: 'inbound',
    purpose: 'Ask where the parcel is and when it will be delivered at last',
    durationSeconds: 240,
  }),
  (round) => ({
    command: 'open-case',
    caseId: `c${round}`,
    interactionId: `i${round}`,
    product: 'parcel',
    topic: 'delivery',
    channel: 'phone',
    touchpoint: 'help-centre',
    team: 'first-line',
    subject: 'The parcel did not arrive on the day that was promised',
  }),
  (round) => ({
    command: 'observe-emotion',
    emotionId: `e${round}`,
    valence: -0.4,
    arousal: 0.6,
    label: 'annoyed',
    feltBy: 'customer',
    about: { kind: 'case', id: `c${round}` },
    reportedBy: 'agent',
    confidence: 0.8,
  }),
  (round) => ({
    command: 'make-promise',
    promiseId: `p${round}`,
    to: 'customer',
    kind: 'call-back',
    about: { kind: 'case', id: `c${round}` },
    text: 'We call back with the place and the time of the delivery',
  }),
  (round) => ({ command: 'take-charge', caseId: `c${round}`, team: 'first-line', agent: 'agent-17' }),
  (round) => ({
    command: 'propose-resolution',
    caseId: `c${round}`,
    summary: 'A second delivery was ordered for tomorrow, before noon, free of charge',
  }),
  (round) => ({ command: 'keep-promise', promiseId: `p${round}` }),
  (round) => ({ command: 'confirm-resolution', caseId: `c${round}`, by: 'customer' }),
  (round) => ({ command: 'close-case', caseId: `c${round}`, basis: 'confirmed' }),
  (round) => ({
    command: 'make-purchase',
    purchaseId: `o${round}`,
    total: { amountMinor: 4900, currency: 'EUR' },
    items: 2,
    channel: 'web',
    touchpoint: 'checkout',
  }),
  (round) => ({
    command: 'give-feedback',
    feedbackId: `f${round}`,
    instrument: 'csat-5',
    score: 4,
    about: customer,
    comment: 'It went well in the end, thank you for the call',
  }),
];

/** The same legal commands for the same numbers: journeys in turn, time running on by a second a command. */
export function* workload(count: number, journeys: number, name = 'bench'): Generator<CommandLine> {
  for (let index = 0; index < count; index++) {
    const visit = Math.floor(index / journeys);
    const step = rounds[(visit - 1) % rounds.length];
    const what =
      visit === 0 || step === undefined
        ? { command: 'begin-journey', channel: 'web' }
        : step(Math.floor((visit - 1) / rounds.length));
    yield {
      ...what,
      journeyId: `${name}-${index % journeys}`,
      commandId: `${name}-${index}`,
      occurredAt: new Date(startMs + index * 1000).toISOString(),
      source,
    };
  }
}
