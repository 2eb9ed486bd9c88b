import { nextBatch } from './batch';
import type { EngineClient } from '../engine/engine-client';
import type { LineResult } from '../engine/line-result';
import type { ProblemDetails } from '../engine/errors';
import type { Issue } from '../staging/issues';
import type { NumberedCommand } from '../staging/plan';
import type { Staging } from '../staging/staging';

/** Where in the plan the engine's acknowledgements end. */
export const acknowledged = ({ ledger }: Staging): number => Number(ledger.get('acknowledged') ?? 0);

/**
 * Sends the plan from where it was left, one batch after the other, and keeps each batch's results in the same step as the
 * new place. A batch whose answer was lost is sent again and comes back as replayed.
 *
 * @throws EngineUnavailable, EngineRefused
 */
export async function play(
  staging: Staging,
  client: EngineClient,
  onProgress: (done: number) => void,
): Promise<void> {
  for (;;) {
    const batch = nextBatch(staging.plan, acknowledged(staging));
    const last = batch.at(-1);
    if (last === undefined) return;
    const results = await client.commands(batch.map(({ body }) => body));
    staging.database.transaction(() => keep(staging, batch, results));
    onProgress(last.seq);
  }
}

function keep(
  { ledger, issues, plan }: Staging,
  batch: readonly NumberedCommand[],
  results: readonly LineResult[],
): void {
  const tally = new Map<string, number>();
  let position = ledger.get('position') ?? '';
  batch.forEach((command, index) => {
    const result = results[index];
    if (result === undefined) throw new Error(`no result for command ${command.seq}`);
    if ('problem' in result) {
      issues.add(issueOf(command, result.problem));
      plan.refused(command.seq);
    } else if (result.position !== undefined && result.position > position) position = result.position;
    const name = 'problem' in result ? `refused:${result.problem.code}` : result.outcome;
    tally.set(name, (tally.get(name) ?? 0) + 1);
  });
  for (const [name, n] of tally) ledger.count(name, n);
  if (position !== '') ledger.set('position', position);
  ledger.set('acknowledged', String(batch.at(-1)?.seq ?? 0));
}

const issueOf = ({ file, line, row, journey, command }: NumberedCommand, problem: ProblemDetails): Issue => ({
  file,
  line,
  row,
  command,
  journeyId: journey,
  code: problem.code,
  reason: problem.detail,
});
