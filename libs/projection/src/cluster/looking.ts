import type { Fault } from '../options';
import { Bell } from './bell';

export interface LookingOptions {
  readonly everyMs: number;
  readonly look: () => Promise<void>;
  /** After each look; with why, after one that failed. */
  readonly onLooked: (heldUpBy?: unknown) => void;
  readonly report: (fault: Fault) => void;
}

/** Looks again and again, and at once where the bell is rung. The store may be away: then everything stays as it is until it is back. */
export class Looking {
  private readonly bell = new Bell();
  private looks: Promise<void> = Promise.resolve();
  private isOver = false;
  private isHeldUp = false;

  constructor(private readonly options: LookingOptions) {}

  begin(): void {
    this.looks = this.keepLooking();
  }

  ring(): void {
    this.bell.ring();
  }

  /** Resolves when there will be no more looks. */
  async stop(): Promise<void> {
    this.isOver = true;
    this.bell.ring();
    await this.looks;
  }

  private async keepLooking(): Promise<void> {
    for (;;) {
      await this.bell.heard(this.options.everyMs);
      if (this.isOver) return;
      await this.tryToLook();
    }
  }

  private async tryToLook(): Promise<void> {
    const { look, onLooked, report } = this.options;
    let heldUpBy: unknown;
    try {
      await look();
      this.isHeldUp = false;
    } catch (error) {
      heldUpBy = error;
      if (!this.isHeldUp) report({ message: 'Who projects what cannot be looked up for now.', error });
      this.isHeldUp = true;
    }
    onLooked(heldUpBy);
  }
}
