import { catalogue, commandNames, decide, Journey, MeasuresFold } from '@rapport/journey';
import type { Command } from '@rapport/journey';
import { compilePolicy, defaultPolicyText, parsePolicy, PolicyRegistry } from '@rapport/policy';
import Ajv from 'ajv';
import { storyEnds } from './calendar';
import { demo } from './demo';
import type { DemoCommand } from './thread';

const policies = new PolicyRegistry([compilePolicy(parsePolicy(defaultPolicyText()), 1)]);
const policy = policies.inForce;
const journeys = new Map<string, Journey>();

const payloadOf = ({ journeyId, commandId, occurredAt, command, ...payload }: DemoCommand) => ({
  journeyId,
  asked: { name: command, payload, commandId, occurredAt: Date.parse(occurredAt) } as Command,
});

/** What became of it, where it was not recorded. */
function play(line: DemoCommand): string | undefined {
  const { journeyId, asked } = payloadOf(line);
  const journey = journeys.get(journeyId) ?? new Journey(journeyId);
  journeys.set(journeyId, journey);
  const decision = decide(journey, asked, { now: storyEnds, policies });
  return decision.outcome === 'record' ? undefined : `${asked.commandId}: ${JSON.stringify(decision)}`;
}

const notRecorded = demo()
  .map(play)
  .filter((each) => each !== undefined);

const measures = (journey: Journey) => MeasuresFold.measuresAt(journey.measures(policies), policy, storyEnds);
const trustLevel = (journey: Journey): string => policy.trust.level(measures(journey).trust);
const stage = (journey: Journey): string => journey.standing(policies)?.stage ?? '';

function told(journeyId: string): Journey {
  const journey = journeys.get(journeyId);
  if (journey === undefined) throw new Error(`The demo tells nothing of ${journeyId}.`);
  return journey;
}

const path = (journey: Journey): readonly string[] =>
  journey.events.flatMap((event) => (event.type === 'StageChanged' ? [event.data.to] : []));

function count(of: (journey: Journey) => string): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const journey of journeys.values()) counts[of(journey)] = (counts[of(journey)] ?? 0) + 1;
  return counts;
}

describe('the demo, played to the journey rules under the default policy', () => {
  it('holds only valid commands, and each of the catalogue', () => {
    const ajv = new Ajv();
    const checks = new Map(commandNames.map((name) => [name, ajv.compile(catalogue.commands[name].schema)]));
    const commands = demo().map((line) => payloadOf(line).asked);
    expect(commands.filter(({ name, payload }) => checks.get(name)?.(payload) !== true)).toEqual([]);
    expect(new Set(commands.map(({ name }) => name))).toEqual(new Set(commandNames));
  });

  it('is recorded whole: nothing is refused, nothing says what is known already', () =>
    expect(notRecorded).toEqual([]));

  it('shows every trust level', () =>
    expect(count(trustLevel)).toEqual({
      broken: 19,
      wary: 44,
      unknown: 252,
      emerging: 62,
      trusting: 3,
      assured: 16,
    }));

  it('shows every stage', () =>
    expect(count(stage)).toEqual({
      awareness: 28,
      exploration: 265,
      expansion: 73,
      commitment: 15,
      dissolution: 15,
    }));

  it.each([
    ['demo-mended', ['exploration', 'expansion']],
    ['demo-devoted', ['exploration', 'expansion', 'commitment']],
    ['demo-lost', ['exploration', 'expansion', 'exploration', 'dissolution']],
    ['demo-recovered', ['exploration', 'dissolution', 'exploration', 'expansion']],
  ])('tells the story of %s', (journeyId, stages) => expect(path(told(journeyId))).toEqual(stages));

  it('ends demo-mended with the numbers that the explanations work by hand', () => {
    const { trust, emotion } = measures(told('demo-mended'));
    expect(trust.belief).toBeCloseTo(0.448, 3);
    expect(trust.disbelief).toBeCloseTo(0.18, 3);
    expect(trust.uncertainty).toBeCloseTo(0.372, 3);
    expect(trust.expectation).toBeCloseTo(0.634, 3);
    expect(emotion.felt).toBeCloseTo(0.267, 3);
  });
});
