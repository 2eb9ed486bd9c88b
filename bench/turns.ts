/** What one side did in one turn. */
export interface Turn {
  /** Of whatever is counted. */
  readonly perSecond: number;
  /** The same by this process's CPU time, which what else runs on the machine hardly changes. */
  readonly perCpuSecond: number;
}

/** Does so many of something; how fast. */
export async function timed(count: number, work: () => Promise<unknown>): Promise<Turn> {
  const [cpu, startedAt] = [process.cpuUsage(), performance.now()];
  await work();
  const seconds = (performance.now() - startedAt) / 1_000;
  const { user, system } = process.cpuUsage(cpu);
  return { perSecond: count / seconds, perCpuSecond: count / ((user + system) / 1e6) };
}

export interface Compared {
  /** Ours to theirs, the median of the rounds. */
  readonly ratio: number;
  /** The same by CPU time. */
  readonly cpuRatio: number;
  readonly perSecond: number;
}

/** The two take turns, each first in every other round, so that a machine that slows down slows both. */
export async function takingTurns(
  rounds: number,
  ours: () => Promise<Turn>,
  theirs: () => Promise<Turn>,
): Promise<Compared> {
  const all: Compared[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const first = await (round % 2 === 0 ? ours() : theirs());
    const second = await (round % 2 === 0 ? theirs() : ours());
    const [our, their] = round % 2 === 0 ? [first, second] : [second, first];
    all.push({
      ratio: our.perSecond / their.perSecond,
      cpuRatio: our.perCpuSecond / their.perCpuSecond,
      perSecond: our.perSecond,
    });
  }
  const middle = all.toSorted((a, b) => a.ratio - b.ratio)[Math.floor(rounds / 2)];
  if (middle === undefined) throw new Error('There was no round to take the median of.');
  return middle;
}
