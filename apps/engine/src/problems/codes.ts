/** What one kind of problem is: its HTTP status and its title, the same each time. */
interface ProblemKind {
  readonly status: number;
  readonly title: string;
}

/**
 * Every problem that the engine itself answers with. Rules of the domain add theirs (409, their codes are the rules' names),
 * and so do the questions to read models.
 */
export const problemCodes = {
  'malformed-json': { status: 400, title: 'The body is not JSON' },
  'malformed-request': { status: 400, title: 'The request cannot be read' },
  'validation-failed': { status: 400, title: 'The request is not valid' },
  'invalid-policy': { status: 400, title: 'The policy is not valid' },
  'malformed-cursor': { status: 400, title: 'The cursor was not made by this timeline' },
  unauthorised: { status: 401, title: 'A valid bearer token is needed' },
  'unknown-command': { status: 404, title: 'There is no such command' },
  'rebuild-not-found': { status: 404, title: 'There is no such rebuild' },
  'simulation-not-found': { status: 404, title: 'There is no such simulation' },
  'unknown-projection': { status: 404, title: 'There is no such projection' },
  'not-parked': { status: 404, title: 'The subject is not parked' },
  'route-not-found': { status: 404, title: 'There is nothing at this path' },
  'method-not-allowed': { status: 405, title: 'This path does not take this method' },
  'request-timeout': { status: 408, title: 'The request did not arrive in time' },
  'rule-refused': { status: 409, title: 'A rule of the journey refuses this' },
  'rebuild-running': { status: 409, title: 'A rebuild is running' },
  'simulation-running': { status: 409, title: 'A simulation is running' },
  'simulation-not-done': { status: 409, title: 'The simulation has no answer' },
  'body-too-large': { status: 413, title: 'The request is too large' },
  'too-many-lines': { status: 413, title: 'The request has too many lines' },
  'append-too-large': { status: 413, title: 'The events of this command are too large' },
  'unsupported-media-type': { status: 415, title: 'The content type is not one that this path takes' },
  'command-id-reused': { status: 422, title: 'The command id was used for another command' },
  'internal-error': { status: 500, title: 'Something is wrong inside the engine' },
  'journey-unreadable': { status: 500, title: 'The recorded events of this journey cannot be read' },
  'conflict-not-resolved': { status: 503, title: 'Others keep writing to this journey' },
  'corrupt-store': { status: 503, title: 'The event log is damaged' },
  'read-store-unavailable': { status: 503, title: 'The database of the read models does not answer' },
  'read-store-emptied': { status: 503, title: 'The tables of the read models are gone' },
  'store-read-only': { status: 503, title: 'The store takes no writes now' },
  'store-unavailable': { status: 503, title: 'The event log does not answer' },
  'unknown-outcome': { status: 503, title: 'Whether the command was recorded is unknown' },
  'shutting-down': { status: 503, title: 'The engine is shutting down' },
} as const satisfies Record<string, ProblemKind>;

export type ProblemCode = keyof typeof problemCodes;
