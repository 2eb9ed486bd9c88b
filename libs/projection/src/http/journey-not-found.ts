import { Problem } from './problem';

/** The rows know no such journey, up to the position that was waited for. */
export class JourneyNotFound extends Problem {
  constructor(journeyId: string) {
    super({
      status: 404,
      code: 'journey-not-found',
      title: 'There is no such journey',
      detail: `There is no journey ${journeyId}. Where it was begun just now, ask with waitFor=<the position answered>.`,
      extra: { journeyId },
    });
  }
}
