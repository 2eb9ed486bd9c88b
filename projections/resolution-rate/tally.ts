import type { Cases, fact } from './cells';
import { Clocks } from './clocks';
import { untilConfirmation, untilLastingResolution, untilProposal, untilTouch } from './durations';
import { firstContact } from './first-contact';
import type { Question } from './question';
import type { Figures } from './resolution-rate.answers';
import { aalenJohansen, kaplanMeier } from './survival';

const counted: readonly (keyof typeof fact)[] = [
  'rejected',
  'withdrawn',
  'reopened',
  'reworked',
  'misdirected',
];

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
  private touch = Clocks.empty();
  private proposal = Clocks.empty();
  private confirmation = Clocks.empty();
  private lasting = Clocks.empty();

  constructor(private readonly question: Question) {}

  /** Takes in the case that `it` stands on. */
  add(it: Cases): void {
    this.counts.opened += it.count;
    this.counts[it.status] += it.count;
    untilConfirmation(it, this.question, this.confirmation);
    if (it.status !== 'void') this.addCase(it);
  }

  private addCase(it: Cases): void {
    const { counts, question } = this;
    if (it.attempts > 0) counts.proposed += it.count;
    if (it.hadAny) for (const what of counted) if (it.had(what)) counts[what] += it.count;
    counts.handovers += it.handovers * it.count;
    if (it.handovers > 0) this.handedOver += it.count;
    this.firstContact[firstContact(it, question)] += it.count;
    untilTouch(it, question, this.touch);
    untilProposal(it, question, this.proposal);
    untilLastingResolution(it, question, this.lasting);
  }

  /** All that several tallies of the same question have taken in; to be asked only. */
  static merged(question: Question, all: readonly Tally[]): Tally {
    const total = new Tally(question);
    for (const tally of all) total.count(tally);
    total.touch = Clocks.merged(all.map(({ touch }) => touch));
    total.proposal = Clocks.merged(all.map(({ proposal }) => proposal));
    total.confirmation = Clocks.merged(all.map(({ confirmation }) => confirmation));
    total.lasting = Clocks.merged(all.map(({ lasting }) => lasting));
    return total;
  }

  private count(other: Tally): void {
    const names = Object.keys(this.counts) as (keyof Tally['counts'])[];
    for (const name of names) this.counts[name] += other.counts[name];
    this.handedOver += other.handedOver;
    const verdicts = Object.keys(this.firstContact) as (keyof Tally['firstContact'])[];
    for (const verdict of verdicts) this.firstContact[verdict] += other.firstContact[verdict];
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

const rate = (part: number, of: number): number | null => (of === 0 ? null : part / of);
