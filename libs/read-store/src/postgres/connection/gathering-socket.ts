import { Socket } from 'node:net';

type Written = (error?: Error | null) => void;

/**
 * Sends together what is written in one turn of the event loop: the statements of a transaction that are not waited for are
 * one call to the operating system, not one each.
 */
export class GatheringSocket extends Socket {
  private isGathering = false;

  override write(
    chunk: string | Uint8Array,
    encoding?: BufferEncoding | Written,
    written?: Written,
  ): boolean {
    this.gather();
    return typeof encoding === 'function'
      ? super.write(chunk, encoding)
      : super.write(chunk, encoding, written);
  }

  private gather(): void {
    if (this.isGathering) return;
    this.isGathering = true;
    this.cork();
    process.nextTick(() => {
      this.isGathering = false;
      this.uncork();
    });
  }
}
