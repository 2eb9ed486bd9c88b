import { Problem } from '../http/problem';

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
