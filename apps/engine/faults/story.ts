import type { Chance } from './random';

/** A command as the bulk endpoint takes it. */
export interface CommandLine {
  readonly command: string;
  readonly journeyId: string;
  readonly commandId: string;
  readonly occurredAt: string;
  readonly [field: string]: unknown;
}

type Step = Readonly<Record<string, unknown>> & { readonly command: string };

const startMs = Date.UTC(2024, 0, 1);
const minuteMs = 60_000;
const contact = { touchpoint: 'help-centre', channel: 'phone', direction: 'inbound' };

/** What happens to a customer over and over, each step legal only behind the ones before: a node that does not know them refuses. */
const steps: readonly ((cycle: number, family: string) => Step)[] = [
  (n) => ({ command: 'record-interaction', interactionId: `i${n}`, ...contact }),
  (n) => ({
    command: 'open-case',
    caseId: `c${n}`,
    interactionId: `i${n}`,
    topic: 'delivery',
    channel: 'phone',
  }),
  (n) => ({
    ...{ command: 'observe-emotion', emotionId: `e${n}`, valence: -0.4, arousal: 0.6, feltBy: 'customer' },
    ...{ about: { kind: 'case', id: `c${n}` }, reportedBy: 'agent' },
  }),
  (n) => ({
    ...{ command: 'make-promise', promiseId: `p${n}`, to: 'customer', kind: 'call-back' },
    about: { kind: 'case', id: `c${n}` },
  }),
  (n) => ({ command: 'propose-resolution', caseId: `c${n}` }),
  (n) => ({ command: 'keep-promise', promiseId: `p${n}` }),
  (n) => ({ command: 'confirm-resolution', caseId: `c${n}`, by: 'customer' }),
  (n) => ({ command: 'close-case', caseId: `c${n}`, basis: 'confirmed' }),
  (n) => ({
    ...{ command: 'make-purchase', purchaseId: `o${n}`, total: { amountMinor: 4900, currency: 'EUR' } },
    ...{ channel: 'web', touchpoint: 'checkout' },
  }),
  (n, family) => ({
    command: 'link-journey-to-customer',
    customerId: `${family}-${n % 3}`,
    evidence: 'a login',
  }),
];

/** However long the load goes on, a journey is no longer than those of busy customers. */
const longest = 100;

/** One journey, told command by command. */
export class Story {
  private told = 0;
  private asides = 0;

  /** @param family it is linked to one of its customers after another */
  constructor(
    readonly journeyId: string,
    private readonly family: string,
    private readonly chance: Chance,
  ) {}

  get begun(): boolean {
    return this.told > 0;
  }

  get ended(): boolean {
    return this.told >= longest;
  }

  /** The next step, which needs those before it. */
  next(): CommandLine {
    const at = this.told++;
    const step = steps[(at - 1) % steps.length];
    const what =
      at === 0 || step === undefined
        ? { command: 'begin-journey', channel: 'web' }
        : step(Math.floor((at - 1) / steps.length), this.family);
    return { ...what, ...this.envelope(`s${at}`, at * minuteMs) };
  }

  /** Something that may be recorded at the same time as any step, and occurred before some that are recorded. */
  aside(): CommandLine {
    const id = `a${this.asides++}`;
    const what = { command: 'record-interaction', interactionId: id, ...contact, channel: 'email' };
    const minutes = Math.floor(this.chance.between(0, this.told));
    return { ...what, ...this.envelope(id, minutes * minuteMs + 30_000) };
  }

  private envelope(
    id: string,
    sinceStartMs: number,
  ): Pick<CommandLine, 'journeyId' | 'commandId' | 'occurredAt'> {
    return {
      journeyId: this.journeyId,
      commandId: `${this.journeyId}-${id}`,
      occurredAt: new Date(startMs + sinceStartMs).toISOString(),
    };
  }
}
