import { decide, Journey, MeasuresFold } from '../index';
import type { Command } from '../index';
import {
  beginJourney,
  confirmResolution,
  day,
  defaultPolicy,
  instant,
  keepPromise,
  makePromise,
  observeEmotion,
  on,
  openCase,
  policiesOf,
  proposeResolution,
  recordInteraction,
  rejectResolution,
} from '@rapport/journey/testing';
import type { GivenCommand } from '@rapport/journey/testing';

const aboutCase = { about: { kind: 'case', id: 'c1' } } as const;

interface Row {
  readonly days: number;
  readonly commands: readonly GivenCommand[];
  readonly bdu: readonly [number, number, number];
  readonly level: string;
  readonly felt: number;
  readonly stage: string;
}

/** The default policy worked by hand, over real commands; see the explanation of trust and stages in the docs. */
const rows: readonly Row[] = [
  {
    days: 0,
    commands: [beginJourney(), recordInteraction('i1')],
    bdu: [0, 0, 1],
    level: 'unknown',
    felt: 0,
    stage: 'exploration',
  },
  {
    days: 3,
    commands: [makePromise('p1', { dueAt: instant(10) })],
    bdu: [0, 0, 1],
    level: 'unknown',
    felt: 0,
    stage: 'exploration',
  },
  {
    days: 9,
    commands: [keepPromise('p1')],
    bdu: [0.333, 0, 0.667],
    level: 'unknown',
    felt: 0,
    stage: 'exploration',
  },
  {
    days: 20,
    commands: [
      openCase('c1'),
      observeEmotion('e1', -0.6, { arousal: 0.7, reportedBy: 'agent', ...aboutCase }),
    ],
    bdu: [0.329, 0, 0.671],
    level: 'unknown',
    felt: -0.225,
    stage: 'exploration',
  },
  {
    days: 22,
    commands: [proposeResolution('c1')],
    bdu: [0.328, 0, 0.672],
    level: 'unknown',
    felt: -0.223,
    stage: 'exploration',
  },
  {
    days: 23,
    commands: [
      rejectResolution('c1'),
      observeEmotion('e2', -0.8, { arousal: 0.9, reportedBy: 'agent', ...aboutCase }),
    ],
    bdu: [0.245, 0.252, 0.503],
    level: 'wary',
    felt: -0.3,
    stage: 'exploration',
  },
  {
    days: 27,
    commands: [
      proposeResolution('c1'),
      confirmResolution('c1'),
      observeEmotion('e3', 0.6, { reportedBy: 'survey', ...aboutCase }),
    ],
    bdu: [0.452, 0.182, 0.366],
    level: 'emerging',
    felt: -0.044,
    stage: 'exploration',
  },
  {
    days: 40,
    commands: [
      recordInteraction('i2', { direction: 'outbound', purpose: 'call back' }),
      observeEmotion('e4', 0.8, { reportedBy: 'survey', about: { kind: 'interaction', id: 'i2' } }),
    ],
    bdu: [0.448, 0.18, 0.372],
    level: 'emerging',
    felt: 0.267,
    stage: 'expansion',
  },
];

describe('the default policy, worked by hand over real commands', () => {
  const policy = defaultPolicy();
  const policies = policiesOf(policy);
  const journey = new Journey('j1');

  it.each(rows)('day $days: $level, felt $felt, $stage', ({ days, commands, bdu, level, felt, stage }) => {
    commands.forEach((command, index) => {
      const asked = { ...on(days, command), commandId: `${days}.${index}` } as Command;
      expect(decide(journey, asked, { now: day(days), policies })).toMatchObject({ outcome: 'record' });
    });
    const { trust, emotion } = MeasuresFold.measuresAt(journey.measures(policies), policy, day(days));
    expect([trust.belief, trust.disbelief, trust.uncertainty].map((part) => Number(part.toFixed(3)))).toEqual(
      bdu,
    );
    expect(policy.trust.level(trust)).toBe(level);
    expect(Number(emotion.felt.toFixed(3)) || 0).toBe(felt);
    expect(journey.standing(policies)?.stage).toBe(stage);
  });

  it('says why: the call-back moved it, and which conditions held', () => {
    const last = journey.events.at(-1);
    const mover = journey.events.at(-2);
    expect(last).toMatchObject({
      type: 'StageChanged',
      occurredAt: day(40),
      data: {
        from: 'exploration',
        to: 'expansion',
        rule: 'enter',
        driver: { eventId: mover?.id, type: 'EmotionObserved', kind: 'emotion' },
        dwellMs: day(40) - day(0),
        requiredDwellMs: 14 * 86_400_000,
      },
    });
    expect((last?.data as { reasons: { condition: string; holds: boolean }[] }).reasons).toEqual([
      {
        condition: 'emotion.felt >= 0.20',
        holds: true,
        measures: { 'emotion.felt': expect.closeTo(0.267, 3) as number },
      },
      {
        condition: 'trust.belief >= 0.40',
        holds: true,
        measures: { 'trust.belief': expect.closeTo(0.448, 3) as number },
      },
      {
        condition: 'trust.disbelief <= 0.25',
        holds: true,
        measures: { 'trust.disbelief': expect.closeTo(0.18, 3) as number },
      },
      {
        condition: 'trust.uncertainty <= 0.50',
        holds: true,
        measures: { 'trust.uncertainty': expect.closeTo(0.372, 3) as number },
      },
    ]);
  });
});
