import type { Millis } from '@rapport/event-store';
import { isoInstant } from '../http/instant';
import type { ParkedAnswer } from '../http/moment-answer';
import { Problem } from '../http/problem';
import { statedTravel, type TimeTravel } from './asked';

/** Rows of all subjects are not folded for one question. */
export function replayNeeded(projection: string, travel: TimeTravel): Problem {
  const { asOf, knownAt } = statedTravel(travel);
  const options = [asOf && `--as-of ${asOf}`, knownAt && `--known-at ${knownAt}`].filter(Boolean).join(' ');
  const command = `rapport replay ${options} --projection ${projection} --name <name>`;
  return new Problem({
    status: 400,
    code: 'replay-needed',
    title: 'This question needs a replay',
    detail:
      `asOf and knownAt are answered at once for one journey or customer. For all of them make a replay, ` +
      `\`${command}\` (or POST /v1/replays), and ask it with replay=<name>.`,
    extra: { command },
  });
}

export const atBeforeNewest = (asked: Millis, newest: Millis, asOf: Millis | undefined): Problem =>
  new Problem({
    status: 400,
    code: 'at-before-newest',
    title: 'The moment lies before recorded history',
    detail:
      asOf === undefined
        ? `at is ${isoInstant(asked)}, but the newest event occurred at ${isoInstant(newest)}. ` +
          'Ask for that moment or a later one, or for how it was with asOf.'
        : `at is ${isoInstant(asked)}, before asOf, ${isoInstant(asOf)}. Ask for that moment or a later one.`,
    extra: { newestOccurredAt: isoInstant(newest) },
  });

export const replayBehind = (replay: string, position: string | null): Problem =>
  new Problem({
    status: 400,
    code: 'replay-behind',
    title: 'The replay was made before',
    detail: `Replay ${replay} holds the log up to ${position ?? 'its start'}, and grows no more. Make another one.`,
    extra: { position },
  });

/** The rows know no such journey, up to the position that was waited for. */
export class JourneyNotFound extends Problem {
  constructor(journeyId: string, parked: Readonly<ParkedAnswer> | null = null) {
    super({
      status: 404,
      code: 'journey-not-found',
      title: 'There is no such journey',
      detail:
        parked === null
          ? `There is no journey ${journeyId}, or not yet at the time asked for. Where it was begun just now, ask with waitFor=<the position answered>.`
          : `Journey ${journeyId} has no rows here: its first event could not be digested. \`rapport projections\` says why.`,
      extra: { journeyId, ...(parked && { parked }) },
    });
  }
}

/** No journey belongs to such a customer. */
export class CustomerNotFound extends Problem {
  constructor(customerId: string, detail: string, extra: object = {}) {
    super({
      status: 404,
      code: 'customer-not-found',
      title: 'There is no such customer',
      detail,
      extra: { customerId, ...extra },
    });
  }

  static nobodyLinked(customerId: string): CustomerNotFound {
    return new CustomerNotFound(
      customerId,
      customerId.startsWith('journey:')
        ? `There is no such journey, or not yet at the time asked for. Where it was begun just now, ask with waitFor=<the position answered>.`
        : `No journey is linked to customer ${customerId}, or not yet at the time asked for. Link one with ` +
            `link-journey-to-customer (and ask with waitFor=<the position answered>), or ask for journey:<journeyId>.`,
    );
  }

  static nothingKnown(customerId: string, parked: Readonly<ParkedAnswer> | null): CustomerNotFound {
    const detail =
      parked === null
        ? `Nothing that this question is about has happened on the journeys of customer ${customerId}, or not yet at the time asked for.`
        : `Customer ${customerId} has no rows here: the first event could not be digested. \`rapport projections\` says why.`;
    return new CustomerNotFound(customerId, detail, { ...(parked && { parked }) });
  }

  static linkedTo(journeyId: string, customerId: string): CustomerNotFound {
    return new CustomerNotFound(
      `journey:${journeyId}`,
      `Journey ${journeyId} is linked to customer ${customerId}: ask for that one.`,
      { linkedTo: customerId },
    );
  }
}
