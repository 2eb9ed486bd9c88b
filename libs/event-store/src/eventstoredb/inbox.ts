import type { ReadCall } from './connection';

/** What a call delivers, in batches of what has come: a slow reader makes the server wait. */
export class Inbox {
  private queue: Buffer[] = [];
  private over: Error | 'ended' | undefined;
  private wake: () => void = () => undefined;

  constructor(
    private readonly call: ReadCall,
    private readonly capacity: number,
  ) {
    call.on('data', (response: Buffer) => {
      this.queue.push(response);
      if (this.queue.length >= capacity) call.pause();
      this.wake();
    });
    call.on('error', (error) => this.end(error));
    call.on('end', () => this.end('ended'));
  }

  /** What has come, at least one message; waits for it. Nothing where the server has ended the call. @throws what broke it */
  async take(): Promise<readonly Buffer[]> {
    while (this.queue.length === 0 && this.over === undefined)
      await new Promise<void>((resolve) => (this.wake = resolve));
    if (this.queue.length === 0 && this.over instanceof Error) throw this.over;
    const taken = this.queue.splice(0, this.capacity);
    this.call.resume();
    return taken;
  }

  /** Ends the call; a reader that waits is told why. */
  close(why: Error | 'ended' = 'ended'): void {
    this.queue = [];
    this.end(why);
    this.call.cancel();
  }

  private end(how: Error | 'ended'): void {
    this.over ??= how;
    this.wake();
  }
}
