import { StoreClosed } from '../errors';
import type { ReadCall } from './connection';

/** What a call delivers, in batches of what has come: a slow reader makes the server wait. `stop` ends it. */
export class Inbox {
  private queue: Buffer[] = [];
  private over: Error | 'ended' | undefined;
  private wake: () => void = () => undefined;

  constructor(
    private readonly call: ReadCall,
    private readonly capacity: number,
    private readonly stop?: AbortSignal,
  ) {
    call.on('data', (response: Buffer) => {
      this.queue.push(response);
      if (this.queue.length >= capacity) call.pause();
      this.wake();
    });
    call.on('error', (error) => this.end(error));
    call.on('end', () => this.end('ended'));
    stop?.addEventListener('abort', this.stopped);
    if (stop?.aborted) this.stopped(); // meanwhile
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
    this.stop?.removeEventListener('abort', this.stopped);
    this.call.cancel();
  }

  private readonly stopped = (): void => this.close(new StoreClosed('Nobody reads on.'));

  private end(how: Error | 'ended'): void {
    this.over ??= how;
    this.wake();
  }
}
