import { Command, InvalidArgumentError } from 'commander';
import { clientOf, withEngine, type EngineOptions } from '../engine-options';
import { grouped, seconds } from '../terminal/numbers';
import { table } from '../terminal/table';
import { json, line, type Terminal } from '../terminal/terminal';

interface Parked {
  readonly subject: string;
  readonly eventId: string | null;
  readonly eventType: string | null;
  readonly error: string;
}

interface ProjectionStatus {
  readonly name: string;
  readonly version: number;
  /** Told where several engines share the read models. */
  readonly node?: string;
  readonly state: string;
  readonly lagEvents: number;
  readonly lagSeconds: number;
  readonly parked: number;
  readonly parkedSubjects?: readonly Parked[];
  readonly builds: readonly { readonly version: number; readonly state: string }[];
  readonly progress?: { readonly done: number; readonly total: number; readonly secondsLeft?: number };
  readonly error?: string;
}

/** `rapport projections` and what can be done with one of them. */
export function projectionsCommand(terminal: Terminal): Command {
  return withEngine(new Command('projections'))
    .description('Show the read models: version, state, how far behind the log, who is parked, what is kept')
    .action((options: EngineOptions) => list(options, terminal))
    .addCommand(retryCommand(terminal))
    .addCommand(removeCommand(terminal));
}

function retryCommand(terminal: Terminal): Command {
  return withEngine(new Command('retry'))
    .description('Fold parked subjects of a projection again')
    .argument('<name>', 'of the projection')
    .argument('[subject]', 'a journey, or customer:<customerId>; default: all that are parked')
    .action(async (name: string, subject: string | undefined, options: EngineOptions) => {
      const path = `/v1/projections/${encodeURIComponent(name)}/parked/retry`;
      const answer = (await clientOf(options).post(path, subject === undefined ? {} : { subject })) as {
        readonly retried: number;
        readonly parked: number;
      };
      if (options.json) json(terminal, answer);
      else line(terminal, `Folded ${grouped(answer.retried)} again; ${grouped(answer.parked)} are parked.`);
    });
}

function removeCommand(terminal: Terminal): Command {
  return withEngine(new Command('remove'))
    .description('Forget what is kept of a version that is not in force: going back to it builds it anew')
    .argument('<name>', 'of the projection')
    .requiredOption('--version <n>', 'of the projection, as `rapport projections` lists it', versionNumber)
    .action(async (name: string, options: EngineOptions & { readonly version: number }) => {
      const { version } = options;
      await clientOf(options).delete(`/v1/projections/${encodeURIComponent(name)}/versions/${version}`);
      if (options.json) json(terminal, { name, version });
      else line(terminal, `Version ${version} of ${name} is gone.`);
    });
}

/** Of `2`, and of `v2` as lists have it. */
function versionNumber(text: string): number {
  const version = /^v?(\d{1,9})$/.exec(text)?.[1];
  if (version !== undefined) return Number(version);
  throw new InvalidArgumentError(
    'Give the number of a version, such as 2; `rapport projections` lists what is kept.',
  );
}

async function list(options: EngineOptions, terminal: Terminal): Promise<void> {
  const answer = (await clientOf(options).get('/v1/projections')) as {
    projections: readonly ProjectionStatus[];
  };
  if (options.json) {
    json(terminal, answer);
    return;
  }
  terminal.out(describe(answer.projections));
  for (const { name, parkedSubjects = [], parked } of answer.projections) {
    for (const { subject, eventId, eventType, error } of parkedSubjects)
      line(
        terminal,
        `${name}: ${subject} is parked before event ${eventId ?? '?'} (${eventType ?? '?'}): ${error}`,
      );
    const more = parked - parkedSubjects.length;
    if (more > 0) line(terminal, `${name}: ${grouped(more)} more are parked.`);
    if (parked > 0) line(terminal, `After a fix, \`rapport projections retry ${name}\` folds them again.`);
  }
}

function describe(projections: readonly ProjectionStatus[]): string {
  const isShared = projections.some(({ node }) => node !== undefined);
  return table(
    ['PROJECTION', 'VERSION', ...(isShared ? ['NODE'] : []), 'STATE', 'BEHIND', 'PARKED', 'ALSO KEPT', ''],
    projections.map(
      ({ name, version, node, state, lagEvents, lagSeconds, parked, builds, progress, error }) => [
        name,
        String(version),
        ...(isShared ? [node ?? 'nobody'] : []),
        progress === undefined ? state : `${state} ${describeProgress(progress)}`,
        lagEvents === 0 ? '0' : `${grouped(lagEvents)} (${seconds(lagSeconds)})`,
        grouped(parked),
        [...new Set(builds.flatMap((one) => (one.version === version ? [] : [`v${one.version}`])))].join(' '),
        error ?? '',
      ],
    ),
  );
}

function describeProgress({ done, total, secondsLeft }: NonNullable<ProjectionStatus['progress']>): string {
  const percent = `${total === 0 ? 0 : Math.floor((100 * done) / total)}%`;
  return secondsLeft === undefined ? percent : `${percent}, ${seconds(secondsLeft)} left`;
}
