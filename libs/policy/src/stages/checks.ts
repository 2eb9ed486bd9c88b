import type { StageDocument } from '../document';
import { within } from '../fault';
import type { Checks } from '../compile/checks';

/** What no schema can say of the ladder of stages as a whole. */
export function checkStages(stages: readonly StageDocument[], path: string, checks: Checks): void {
  checks.unique(
    stages.map(({ name }) => name),
    path,
  );
  const ladder = stages.filter(({ fromAny }) => fromAny !== true);
  if (ladder[0]?.initial !== true || stages.filter(({ initial }) => initial === true).length > 1) {
    checks.fault(path, 'Exactly one stage is `initial: true`: the first of the ladder.');
  }
  const targets = ladder.map(({ name }) => name);
  stages.forEach((stage, index) => checkStage(stage, within(path, index), targets, checks));
}

function checkStage(stage: StageDocument, path: string, targets: readonly string[], checks: Checks): void {
  const { initial, fromAny, enter, leave } = stage;
  if ((enter === undefined) !== (initial === true)) {
    checks.fault(path, 'Every stage has `enter`, except the initial one.');
  }
  for (const key of ['advanceOn', 'dwell', 'stay'] as const) {
    if (fromAny === true && stage[key] !== undefined) {
      checks.fault(
        within(path, key),
        `A stage \`fromAny\` has no \`${key}\`: it is entered at once and left by \`leave\`.`,
      );
    }
  }
  if (leave !== undefined && fromAny !== true) {
    checks.fault(within(path, 'leave'), 'Only a stage `fromAny` has `leave`; others are held by `stay`.');
  }
  if (leave !== undefined && !targets.includes(leave.to)) {
    checks.fault(
      within(path, 'leave', 'to'),
      `No stage \`${leave.to}\` on the ladder; there are ${targets.join(', ')}.`,
    );
  }
}
