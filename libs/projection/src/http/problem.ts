/** What an answer that is not a success says, besides the problem's type, title, status and detail (RFC 9457). */
export type ProblemExtra = Readonly<Record<string, unknown>>;

export interface ProblemInit {
  /** HTTP status, 400..599. */
  readonly status: number;
  /** Kebab case, stable: clients branch on it. */
  readonly code: string;
  /** The same for every occurrence of the code. */
  readonly title: string;
  /** What happened this time and what to do about it. */
  readonly detail: string;
  /** Further members of the answer. */
  readonly extra?: ProblemExtra;
}

/** An error with an HTTP status and a stable code; the edge renders it as `application/problem+json` in one place. */
export class Problem extends Error {
  readonly status: number;
  readonly code: string;
  readonly title: string;
  readonly detail: string;
  readonly extra: ProblemExtra;

  constructor({ status, code, title, detail, extra = {} }: ProblemInit) {
    super(detail);
    this.status = status;
    this.code = code;
    this.title = title;
    this.detail = detail;
    this.extra = extra;
  }

  override get name(): string {
    return this.constructor.name;
  }
}
