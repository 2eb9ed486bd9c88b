import { days, storyBegins, storyEnds } from './calendar';
import { chance } from './chance';
import { crowd } from './crowd';
import { heroes } from './heroes';
import { Thread, type Arrival, type DemoCommand } from './thread';

const seed = 20_240_108;

/** The story of Pedalgoose, an invented bicycle shop, as commands in the order in which they reach the engine. */
export function demo(): readonly DemoCommand[] {
  return threads()
    .flatMap((thread) => thread.known())
    .map((arrival, told) => ({ arrival, told }))
    .sort((a, b) => a.arrival.arrivesAt - b.arrival.arrivesAt || a.told - b.told)
    .map(({ arrival }: { arrival: Arrival }) => arrival.command);
}

function threads(): readonly Thread[] {
  return [...heroThreads(), ...crowdThreads()];
}

function heroThreads(): readonly Thread[] {
  return heroes.map(({ journeyId, startsAt, live }, index) => {
    const thread = new Thread(journeyId, startsAt, chance(seed + index));
    live(thread);
    return thread;
  });
}

/** Every journey has its own chance, so that a change to one leaves the others as they were. */
function crowdThreads(): readonly Thread[] {
  const lastStart = storyEnds - days(30);
  return crowd.flatMap(({ name, count, live }, kind) =>
    Array.from({ length: count }, (_, index) => {
      const luck = chance(seed + 1_000 * (kind + 1) + index);
      const startsAt = storyBegins + Math.floor((luck.real() * (lastStart - storyBegins)) / 60_000) * 60_000;
      const thread = new Thread(`demo-${name}-${String(index + 1).padStart(2, '0')}`, startsAt, luck);
      live(thread);
      return thread;
    }),
  );
}

export const toNdjson = (commands: readonly DemoCommand[]): string =>
  commands.map((command) => JSON.stringify(command) + '\n').join('');
