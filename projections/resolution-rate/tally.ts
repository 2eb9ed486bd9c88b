import {
  customersMs,
  oursMs,
  untilConfirmation,
  untilLastingResolution,
  untilProposal,
  untilTouch,
  type Watch,
} from './durations';
import { firstContact } from './first-contact';
import type { CaseRow, Question } from './question';
import type { Duration, Figures, Quantiles } from './resolution-rate.answers';
import { aalenJohansen, emptySample, kaplanMeier, quantile, type Curve, type Sample } from './survival';

/** Counts the cases of one group. Beyond `opened`, `void` and the competing risks, void cases are no cases. */
export class Tally {
  private readonly counts = {
    opened: 0,
    void: 0,
    proposed: 0,
    confirmed: 0,
    tacit: 0,
    unresolved: 0,
    open: 0,
    rejected: 0,
    withdrawn: 0,
    reopened: 0,
    reworked: 0,
    misdirected: 0,
    handovers: 0,
  };
  private handedOver = 0;
  private readonly firstContact = { resolved: 0, failed: 0, undecided: 0 };
  private readonly touch = new Clocks();
  private readonly proposal = new Clocks();
  private readonly confirmation = new Clocks();
  private readonly lasting = new Clocks();

  constructor(private readonly question: Question) {}

  add(row: CaseRow): void {
    this.counts.opened += 1;
    this.counts[row.status] += 1;
    this.confirmation.add(row, untilConfirmation(row, this.question));
    if (row.status !== 'void') this.addCase(row);
  }

  private addCase(row: CaseRow): void {
    const { counts, question } = this;
    if (row.attempts.length > 0) counts.proposed += 1;
    if (row.rejections > 0) counts.rejected += 1;
    if (row.withdrawals > 0) counts.withdrawn += 1;
    if (row.reopenings > 0) counts.reopened += 1;
    if (row.reworks > 0) counts.reworked += 1;
    if (row.misdirections > 0) counts.misdirected += 1;
    counts.handovers += row.handovers;
    if (row.handovers > 0) this.handedOver += 1;
    this.firstContact[firstContact(row, question)] += 1;
    this.touch.add(row, untilTouch(row, question));
    this.proposal.add(row, untilProposal(row, question));
    this.lasting.add(row, untilLastingResolution(row, question));
  }

  figures(): Figures {
    const { counts } = this;
    const { resolved, failed, undecided } = this.firstContact;
    const of = counts.opened - counts.void;
    return {
      ...counts,
      confirmedRate: rate(counts.confirmed, of),
      tacitRate: rate(counts.tacit, of),
      resolutionRate: rate(counts.confirmed + counts.tacit, of),
      firstContactResolutionRate: rate(resolved, resolved + failed),
      firstContactResolution: { resolved, judged: resolved + failed, leftOut: undecided },
      misdirectedRate: rate(counts.misdirected, of),
      handoverRate: rate(this.handedOver, of),
      timeToProposalSeconds: this.proposal.duration(kaplanMeier),
      timeToConfirmationSeconds: this.confirmation.duration(aalenJohansen),
      timeToLastingResolutionSeconds: this.lasting.duration(kaplanMeier),
      responsiveness: { timeToFirstTouchSeconds: this.touch.duration(kaplanMeier) },
    };
  }
}

/** One duration by the customer's clock and by ours, in milliseconds. */
class Clocks {
  private readonly customers = emptySample();
  private readonly ours = emptySample();
  private held = false;

  add(row: CaseRow, { ended, until }: Watch): void {
    this.customers[ended].push(customersMs(row, until));
    this.ours[ended].push(oursMs(row, until));
    this.held ||= row.holds.length > 0;
  }

  duration(estimate: (sample: Sample) => Curve): Duration {
    const customers = quantiles(this.customers, estimate);
    return { ...customers, ours: this.held ? quantiles(this.ours, estimate) : customers };
  }
}

function quantiles(sample: Sample, estimate: (sample: Sample) => Curve): Quantiles {
  const curve = estimate(sample);
  const seconds = (p: number) => {
    const ms = quantile(curve, p);
    return ms === null ? null : ms / 1000;
  };
  return {
    p25: seconds(0.25),
    p50: seconds(0.5),
    p75: seconds(0.75),
    p90: seconds(0.9),
    censored: sample.censored.length,
  };
}

const rate = (part: number, of: number): number | null => (of === 0 ? null : part / of);
