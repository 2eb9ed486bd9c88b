import type { Worker } from 'node:worker_threads';

/** Threads that are done and are kept for the next simulation: loading and compiling their code is a third of a first one's time. */
export class KeptWorkers {
  private readonly idle = new Map<Worker, NodeJS.Timeout>();
  private isClosed = false;

  /** @param keptMs how long a thread waits for its next work */
  constructor(
    private readonly begin: () => Worker,
    private readonly keptMs: number,
  ) {}

  /** One that nobody else has. It is to be given back when it is done, or ended. */
  take(): Worker {
    for (const worker of this.idle.keys()) {
      this.forget(worker);
      stopListening(worker);
      worker.ref();
      return worker;
    }
    return this.begin();
  }

  /** Takes back one that waits for orders. It keeps no process alive. */
  giveBack(worker: Worker): void {
    stopListening(worker);
    worker.on('error', () => this.forget(worker)).on('exit', () => this.forget(worker));
    worker.unref();
    if (this.isClosed) void worker.terminate();
    else this.idle.set(worker, setTimeout(() => void this.end(worker), this.keptMs).unref());
  }

  /** Ends those that nobody has, and from now on those that are given back. */
  async close(): Promise<void> {
    this.isClosed = true;
    await Promise.all([...this.idle.keys()].map((worker) => this.end(worker)));
  }

  /** First it is forgotten: nobody is to get one that is about to end. */
  private end(worker: Worker): Promise<number> {
    this.forget(worker);
    return worker.terminate();
  }

  private forget(worker: Worker): void {
    clearTimeout(this.idle.get(worker));
    this.idle.delete(worker);
  }
}

/** By name: a worker listens to itself, too. */
function stopListening(worker: Worker): void {
  for (const event of ['message', 'error', 'exit']) worker.removeAllListeners(event);
}
