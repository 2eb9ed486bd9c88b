import { Worker } from 'node:worker_threads';

/** Threads that are done and are kept for the next simulation: loading and compiling their code is a third of a first one's time. */
export class KeptWorkers {
  private readonly idle = new Map<Worker, NodeJS.Timeout>();

  /** @param keptMs how long a thread waits for its next work */
  constructor(
    private readonly entry: string,
    private readonly keptMs: number,
  ) {}

  /** One that nobody else has. It is to be given back when it is done, or ended. */
  take(): Worker {
    for (const [worker, timer] of this.idle) {
      clearTimeout(timer);
      this.idle.delete(worker);
      stopListening(worker);
      worker.ref();
      return worker;
    }
    return new Worker(this.entry);
  }

  /** Takes back one that waits for orders. It keeps no process alive. */
  giveBack(worker: Worker): void {
    stopListening(worker);
    const forget = (): void => {
      clearTimeout(this.idle.get(worker));
      this.idle.delete(worker);
    };
    worker.once('exit', forget).once('error', forget);
    worker.unref();
    this.idle.set(worker, setTimeout(() => void worker.terminate(), this.keptMs).unref());
  }

  /** Ends those that nobody has. */
  async close(): Promise<void> {
    await Promise.all([...this.idle.keys()].map((worker) => worker.terminate()));
  }
}

/** By name: a worker listens to itself, too. */
function stopListening(worker: Worker): void {
  for (const event of ['message', 'error', 'exit']) worker.removeAllListeners(event);
}
