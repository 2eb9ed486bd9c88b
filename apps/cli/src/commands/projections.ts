import { Command } from 'commander';
import { clientOf, withEngine, type EngineOptions } from '../engine-options';
import { grouped } from '../terminal/numbers';
import { table } from '../terminal/table';
import { json, type Terminal } from '../terminal/terminal';

interface ProjectionStatus {
  readonly name: string;
  readonly version: number;
  readonly state: string;
  readonly lagEvents: number;
  readonly progress?: { readonly done: number; readonly total: number };
  readonly error?: string;
}

/** `rapport projections` */
export function projectionsCommand(terminal: Terminal): Command {
  return withEngine(new Command('projections'))
    .description('Show the read models: version, state, how far behind the log')
    .action(async (options: EngineOptions) => {
      const answer = (await clientOf(options).get('/v1/projections')) as {
        projections: readonly ProjectionStatus[];
      };
      if (options.json) json(terminal, answer);
      else terminal.out(describe(answer.projections));
    });
}

const describe = (projections: readonly ProjectionStatus[]): string =>
  table(
    ['PROJECTION', 'VERSION', 'STATE', 'BEHIND', ''],
    projections.map(({ name, version, state, lagEvents, progress, error }) => [
      name,
      String(version),
      progress === undefined ? state : `${state} ${percent(progress)}`,
      grouped(lagEvents),
      error ?? '',
    ]),
  );

const percent = ({ done, total }: { readonly done: number; readonly total: number }): string =>
  `${total === 0 ? 0 : Math.floor((100 * done) / total)}%`;
