import { decide, Journey } from '../index';
import { arbitrarySteps, play, policiesOf } from '@rapport/journey/testing';
import type { TimedCommand } from '@rapport/journey/testing';
import fc from 'fast-check';

const policies = policiesOf();

/**
 * Sends the commands in this order, those that are refused again later, until none is left or none of the rest will be taken.
 * A link that says nothing new is not recorded, though an unlink that is told later could have made it news: no order then.
 */
function arrive(commands: readonly TimedCommand[], now: number): Journey | undefined {
  const journey = new Journey('j1');
  let waiting = commands;
  while (waiting.length > 0) {
    const refused: TimedCommand[] = [];
    for (const command of waiting) {
      const { outcome } = decide(journey, command, { now, policies });
      if (outcome === 'refused') refused.push(command);
      if (outcome === 'unchanged' && command.name === 'link-journey-to-customer') return undefined;
    }
    if (refused.length === waiting.length) return undefined;
    waiting = refused;
  }
  return journey;
}

/** Facts of one moment keep their order of arrival, so each gets a moment of its own. */
const apart = (commands: readonly TimedCommand[]): readonly TimedCommand[] =>
  commands.filter(
    ({ occurredAt }, i) => commands.findIndex((other) => other.occurredAt === occurredAt) === i,
  );

describe('the order in which facts arrive', () => {
  it('does not matter to what they amount to, wherever it is legal', () => {
    let legal = 0;
    fc.assert(
      fc.property(
        arbitrarySteps({ maxLength: 40 }),
        fc.infiniteStream(fc.double({ min: 0, max: 1, noNaN: true })),
        (steps, chance) => {
          const { recorded } = play(steps, policies);
          const now = Math.max(...recorded.map((command) => command.now));
          const commands = apart(recorded);
          const inOrder = arrive(
            commands.toSorted((a, b) => a.occurredAt - b.occurredAt),
            now,
          );
          const ranked = commands.map((command) => ({ command, rank: chance.next().value as number }));
          const shuffled = arrive(
            ranked.toSorted((a, b) => a.rank - b.rank).map(({ command }) => command),
            now,
          );
          if (inOrder === undefined || shuffled === undefined) return;
          legal += 1;
          expect(shuffled.facts(policies)).toEqual(inOrder.facts(policies));
          expect(shuffled.measures(policies)).toEqual(inOrder.measures(policies));
        },
      ),
      { numRuns: 300 },
    );
    expect(legal).toBeGreaterThan(50);
  });
});
