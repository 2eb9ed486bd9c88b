import { Problem } from '../http/problem';
import type { ReplayStatus } from './replays';

export const replayNotFound = (name: string, known: readonly string[]): Problem =>
  new Problem({
    status: 404,
    code: 'replay-not-found',
    title: 'There is no such replay',
    detail:
      known.length === 0
        ? `There is no replay "${name}", nor any other. Make one with \`rapport replay\` or POST /v1/replays.`
        : `There is no replay "${name}", or it has expired. There are: ${known.join(', ')}.`,
    extra: { known },
  });

export const replayExists = (name: string): Problem =>
  new Problem({
    status: 409,
    code: 'replay-exists',
    title: 'There is a replay of this name',
    detail: `There is a replay "${name}" already. Name this one otherwise, or remove that one.`,
    extra: { name },
  });

export const replayBuilding = ({ name, progress }: ReplayStatus): Problem =>
  new Problem({
    status: 503,
    code: 'replay-building',
    title: 'The replay is being built',
    detail: `Replay ${name} is being built: ${progress.done} of ${progress.total} events. Try again shortly.`,
    extra: { replay: name, progress },
  });

export const replayFailed = ({ name, error = 'no reason given' }: ReplayStatus): Problem =>
  new Problem({
    status: 409,
    code: 'replay-failed',
    title: 'The replay could not be built',
    detail: `Replay ${name} could not be built: ${error.replace(/\.$/, '')}. Remove it and make it again.`,
    extra: { replay: name },
  });

export const notInReplay = (replay: string, projection: string, projections: readonly string[]): Problem =>
  new Problem({
    status: 400,
    code: 'not-in-replay',
    title: 'The replay was made without this projection',
    detail: `Replay ${replay} holds ${projections.join(', ')}, not ${projection}. Make one with it.`,
    extra: { replay, projections },
  });

/** What a kept replay was made by or from is there no more; `message` may be told. */
export class ReplayOutdated extends Error {
  readonly code = 'replay-outdated';
}
