import type { ServerDuplexStream, ServerWritableStream } from '@grpc/grpc-js';

/** The caller went away: nobody is left to be told. */
export class CallerGone extends Error {}

/** Sends to one caller, no faster than it reads. */
export class Outlet<Message> {
  /** Settles when a caller that was full can take more. */
  private room: Promise<void> | undefined;

  constructor(
    private readonly call: ServerWritableStream<unknown, Message> | ServerDuplexStream<unknown, Message>,
    /** Aborted, with the reason, when nothing more is to be sent; not given where answers are due. */
    private readonly stopping?: AbortSignal,
  ) {}

  /** @throws CallerGone, and what it stops for */
  check(): void {
    if (this.call.cancelled) throw new CallerGone('The caller cancelled.');
    this.stopping?.throwIfAborted();
  }

  /** Resolves when the caller can take more. @throws CallerGone, and what it stops for */
  async send(message: Message): Promise<void> {
    this.check();
    if (this.call.write(message)) return;
    await (this.room ??= this.drained());
  }

  /** One wait for all who send: each would listen on its own. */
  private drained(): Promise<void> {
    return new Promise((resolve) => {
      const done = (): void => {
        this.call.off('drain', done).off('cancelled', done).off('close', done);
        this.room = undefined;
        resolve();
      };
      this.call.on('drain', done).on('cancelled', done).on('close', done);
    });
  }
}
