import { compilePolicy, type DriverKind, type PolicyDocument } from '..';
import { defaultDocument, measuresWith } from '../../testing';

const day = 86_400_000;
const document = defaultDocument();
const fond = measuresWith({
  emotion: { felt: 0.3 },
  trust: { belief: 0.5, disbelief: 0.1, uncertainty: 0.4 },
  interactions: { inbound: 1 },
});
const indifferent = { ...fond, emotion: { felt: 0, episodes: 1 } };
const bitter = measuresWith({
  emotion: { felt: -0.5 },
  trust: { belief: 0.1, disbelief: 0.5, uncertainty: 0.4 },
  interactions: { inbound: 1 },
  episodes: { bad180: 2 },
});

function decide(
  stage: string,
  measures = fond,
  days = 100,
  driver: DriverKind = 'emotion',
  from: PolicyDocument = document,
) {
  return compilePolicy(from, 1).stages.decide({ stage, since: 0 }, measures, driver, days * day);
}

describe('one append moves a journey', () => {
  it('up into the next stage, where that may be entered, saying why', () =>
    expect(decide('awareness', fond, 0, 'fact')).toEqual({
      from: 'awareness',
      to: 'exploration',
      rule: 'enter',
      reasons: [
        { condition: 'interactions.inbound >= 1', holds: true, measures: { 'interactions.inbound': 1 } },
      ],
      dwellMs: 0,
      requiredDwellMs: 0,
    }));

  it('by one step, however much more would hold', () =>
    expect(decide('awareness')).toMatchObject({ to: 'exploration' }));

  it('up into a stage of emotion only when an emotion drives it', () => {
    expect(decide('exploration', fond, 100, 'fact')).toBeUndefined();
    expect(decide('exploration', fond, 100, 'emotion')).toMatchObject({
      to: 'expansion',
      requiredDwellMs: 14 * day,
    });
  });

  it('up not before the stage below was dwelt in', () => {
    expect(decide('exploration', fond, 13.99)).toBeUndefined();
    expect(decide('exploration', fond, 14)).toMatchObject({ to: 'expansion', dwellMs: 14 * day });
  });

  it('not up while a condition is missing', () => expect(decide('exploration', indifferent)).toBeUndefined());

  it('down one step when its stage no longer holds, not within the dwell of a fall', () => {
    expect(decide('expansion', indifferent, 6.99)).toBeUndefined();
    expect(decide('expansion', indifferent, 7, 'fact')).toMatchObject({
      to: 'exploration',
      rule: 'stay',
      requiredDwellMs: 7 * day,
      reasons: [
        { condition: 'emotion.felt >= 0.05', holds: false },
        { condition: 'trust.belief >= 0.30', holds: true },
        { condition: 'trust.disbelief <= 0.35', holds: true },
      ],
    });
  });

  it('down by as many steps as the policy says, to the lowest at most', () => {
    const harsh = { ...document, fall: { dwell: 'P1D', steps: 9 } };
    expect(decide('commitment', indifferent, 2, 'fact', harsh)).toMatchObject({ to: 'awareness' });
  });

  it.each(['awareness', 'exploration', 'expansion', 'commitment'])(
    'from %s into dissolution, at once',
    (stage) =>
      expect(decide(stage, bitter, 0, 'fact')).toMatchObject({
        from: stage,
        to: 'dissolution',
        rule: 'enter',
      }),
  );

  it('out of dissolution by its own way alone', () => {
    expect(decide('dissolution', bitter)).toBeUndefined();
    expect(decide('dissolution', fond, 29.99)).toBeUndefined();
    expect(decide('dissolution', fond, 30, 'fact')).toMatchObject({
      to: 'exploration',
      rule: 'leave',
      dwellMs: 30 * day,
      requiredDwellMs: 30 * day,
    });
  });

  it('not out of a stage without a way out', () => {
    const stages = document.stages.map((stage) => ({ ...stage, leave: undefined }));
    const endless = JSON.parse(JSON.stringify({ ...document, stages })) as PolicyDocument;
    expect(decide('dissolution', fond, 1_000, 'emotion', endless)).toBeUndefined();
  });

  it('from a stage that the policy no longer knows as from the lowest', () =>
    expect(decide('courtship')).toMatchObject({ from: 'courtship', to: 'exploration' }));

  it('not at all at the top while it holds', () => {
    const devoted = measuresWith({
      emotion: { felt: 0.5 },
      trust: { belief: 0.7 },
      commitment: { belief: 0.4 },
    });
    expect(decide('commitment', devoted)).toBeUndefined();
  });
});

describe('what is missing', () => {
  const { stages } = compilePolicy(document, 1);

  it('for the stage above, measure by measure', () =>
    expect(stages.next({ stage: 'exploration', since: day }, indifferent)).toEqual([
      {
        stage: 'expansion',
        advanceOn: ['emotion'],
        notBefore: 15 * day,
        conditions: [
          { condition: 'emotion.felt >= 0.20', holds: false, measures: { 'emotion.felt': 0 } },
          { condition: 'trust.belief >= 0.40', holds: true, measures: { 'trust.belief': 0.5 } },
          { condition: 'trust.disbelief <= 0.25', holds: true, measures: { 'trust.disbelief': 0.1 } },
          { condition: 'trust.uncertainty <= 0.50', holds: true, measures: { 'trust.uncertainty': 0.4 } },
        ],
      },
    ]));

  it('for the way out of dissolution', () =>
    expect(stages.next({ stage: 'dissolution', since: 0 }, bitter)).toMatchObject([
      { stage: 'exploration', notBefore: 30 * day, conditions: [{ holds: false }, { holds: false }] },
    ]));

  it('is nothing at the top', () => expect(stages.next({ stage: 'commitment', since: 0 }, fond)).toEqual([]));

  it('comes with advice for the stage a journey is in', () => {
    expect(stages.guidance('awareness')).toBe('be findable, ask nothing');
    expect(stages.guidance('courtship')).toBeUndefined();
  });
});
