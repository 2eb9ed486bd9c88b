import { StoreUnavailable } from '../errors';
import type { ReadCall } from './connection';
import type { ReadResp } from './protocol';

/** What a call delivers, in batches of what has come: a slow reader makes the server wait. */
export class Inbox {
  private queue: ReadResp[] = [];
  private over: Error | undefined;
  private wake: () => void = () => undefined;

  constructor(
    private readonly call: ReadCall,
    private readonly capacity: number,
  ) {
    call.on('data', (response: ReadResp) => {
      this.queue.push(response);
      if (this.queue.length >= capacity) call.pause();
      this.wake();
    });
    call.on('error', (error) => this.end(error));
    call.on('end', () => this.end(new StoreUnavailable('The server ended the subscription.')));
  }

  /** What has come, at least one message; waits for it. @throws what ended the call, behind all that it delivered */
  async take(): Promise<readonly ReadResp[]> {
    while (this.queue.length === 0) {
      if (this.over !== undefined) throw this.over;
      await new Promise<void>((resolve) => (this.wake = resolve));
    }
    const taken = this.queue.splice(0, this.capacity);
    this.call.resume();
    return taken;
  }

  /** Ends the call; a reader that waits is told so. */
  close(error: Error): void {
    this.queue = [];
    this.end(error);
    this.call.cancel();
  }

  private end(error: Error): void {
    this.over ??= error;
    this.wake();
  }
}
