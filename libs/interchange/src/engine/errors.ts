/** What a problem document says (RFC 9457), as far as clients here use it. */
export interface ProblemDetails {
  readonly code: string;
  readonly detail: string;
}

/** Nobody answers. */
export class EngineUnreachable extends Error {
  readonly code = 'engine-unreachable';

  constructor(url: string, cause?: unknown) {
    super(
      `No engine answers at ${url}. Start one with \`npm start\`, or name another with --url or RAPPORT_URL.`,
      { cause },
    );
    this.name = 'EngineUnreachable';
  }
}

/** Somebody answers who is no engine. */
export class NotAnEngine extends Error {
  readonly code = 'not-an-engine';

  constructor(url: string, status: number) {
    super(
      `${url} answers (${status}), but not as a Rapport engine does. Name yours with --url or RAPPORT_URL; \`npm start\` starts one.`,
    );
    this.name = 'NotAnEngine';
  }
}

/** The engine answered, and will not do it however often it is asked. */
export class EngineRefused extends Error {
  readonly code: string;

  constructor(
    readonly status: number,
    problem: ProblemDetails,
  ) {
    super(
      status === 401 ? 'The engine asks for a token. Give it with --token or RAPPORT_TOKEN.' : problem.detail,
    );
    this.name = 'EngineRefused';
    this.code = problem.code;
  }
}

/** The engine cannot just now; the same again may succeed. */
export class EngineUnavailable extends Error {
  readonly code = 'engine-unavailable';

  constructor(reason: string, cause?: unknown) {
    super(`The engine takes no commands now: ${reason.replace(/\.?$/, '.')}`, { cause });
    this.name = 'EngineUnavailable';
  }
}
