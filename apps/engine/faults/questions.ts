import { Violation } from './options';

/** Who a load told of. */
export interface Told {
  readonly journeys: readonly string[];
  readonly customers: readonly string[];
}

/** Of every model, about everybody and about each. */
const questions = ({ journeys, customers }: Told): string[] => [
  ...['/v1/trust', '/v1/stages', '/v1/resolution-rate'],
  ...customers.flatMap((id) => [`/v1/customers/${id}/trust`, `/v1/customers/${id}/stage`]),
  ...journeys.flatMap((id) => [`/v1/journeys/${id}/trust`, `/v1/journeys/${id}/stage`]),
];

/** What an engine answers that knows all up to the position, by question. @throws Violation where it does not */
export async function answersOf(url: string, told: Told, waitFor: string): Promise<Map<string, string>> {
  const answers = new Map<string, string>();
  for (const question of questions(told)) {
    const answer = await fetch(`${url}${question}?waitFor=${encodeURIComponent(waitFor)}`);
    const text = await answer.text();
    if (answer.status >= 500) throw new Violation(`${question} was answered ${answer.status}: ${text}`);
    answers.set(question, text); // also that there is no such customer
  }
  return answers;
}
