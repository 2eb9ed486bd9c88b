import type { NumberedCommand, Plan } from '../staging/plan';

/** Well below what one request may carry (10,000 lines, 16 MiB), so that progress is kept often. */
const limits = { lines: 2_000, bytes: 4 * 1024 * 1024 };

/** The next commands behind a place in the plan that fit into one request; at least one where there is any. */
export function nextBatch(plan: Plan, after: number): readonly NumberedCommand[] {
  const commands = plan.from(after, limits.lines);
  let bytes = 0;
  const over = commands.findIndex(
    ({ body }, index) => (bytes += Buffer.byteLength(body) + 1) > limits.bytes && index > 0,
  );
  return over < 0 ? commands : commands.slice(0, over);
}
