import { EngineRefused, EngineUnavailable, EngineUnreachable, NotAnEngine } from './errors';
import { parseLineResult, passingStatuses, type LineResult } from './line-result';
import { isObject, problemDetails } from './problem-details';
import { retrying } from './retrying';

export interface EngineClientOptions {
  /** Of the engine, such as http://localhost:3000. */
  readonly url: string;
  readonly token?: string;
  readonly signal?: AbortSignal;
  /** Told in a sentence why the client waits before it tries again. */
  readonly onWait?: (reason: string) => void;
}

interface Request {
  readonly method: 'GET' | 'POST' | 'DELETE';
  readonly body?: string;
  readonly contentType?: string;
}

/** Talks to an engine over HTTP. */
export class EngineClient {
  private readonly signal: AbortSignal;

  constructor(private readonly options: EngineClientOptions) {
    this.signal = options.signal ?? new AbortController().signal;
  }

  get url(): string {
    return this.options.url;
  }

  /** Whether an engine is there that lets us in. @throws EngineUnreachable where nobody answers, NotAnEngine, EngineRefused */
  async ping(): Promise<void> {
    await this.get('/v1/policy');
  }

  /** @throws EngineUnreachable, NotAnEngine, EngineRefused */
  get(path: string): Promise<unknown> {
    return this.json(path, { method: 'GET' });
  }

  /** @throws EngineUnreachable, NotAnEngine, EngineRefused */
  post(path: string, body: object): Promise<unknown> {
    return this.json(path, {
      method: 'POST',
      body: JSON.stringify(body),
      contentType: 'application/json',
    });
  }

  /** @throws EngineUnreachable, NotAnEngine, EngineRefused */
  async delete(path: string): Promise<void> {
    await this.reached(() => this.answered(path, { method: 'DELETE' }));
  }

  /**
   * An answer of one JSON value a line, as the lines arrive.
   * @throws EngineUnreachable, NotAnEngine, EngineRefused; EngineUnavailable where it breaks off
   */
  async *lines(path: string): AsyncGenerator {
    let rest = '';
    for await (const chunk of this.text(path)) {
      const lines = (rest + chunk).split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) if (line !== '') yield JSON.parse(line) as unknown;
    }
    if (rest !== '') throw new EngineUnavailable('its answer broke off');
  }

  /** An answer as text, in chunks as they arrive. @throws EngineUnreachable, NotAnEngine, EngineRefused */
  async *text(path: string): AsyncGenerator<string> {
    const { body } = await this.reached(() => this.answered(path, { method: 'GET' }));
    if (body !== null) yield* body.pipeThrough(new TextDecoderStream());
  }

  /**
   * Sends commands and returns what became of each, in their order. Sends them again where the engine is away or short of
   * breath, which is safe as long as they carry their ids.
   *
   * @param lines each a command as JSON; at most 10,000, together at most 16 MiB
   * @throws EngineUnavailable where it stayed so, NotAnEngine, EngineRefused
   */
  commands(lines: readonly string[]): Promise<LineResult[]> {
    return retrying(() => this.sendOnce(lines), this.options.onWait ?? (() => undefined), this.signal);
  }

  private async sendOnce(lines: readonly string[]): Promise<LineResult[]> {
    const response = await this.fetch('/v1/commands', {
      method: 'POST',
      body: `${lines.join('\n')}\n`,
      contentType: 'application/x-ndjson',
    });
    const text = await this.textOf(response);
    if (!response.ok) throw this.refusal(response.status, text);
    const results = text
      .split('\n')
      .map(parseLineResult)
      .filter((result) => result !== undefined);
    if (results.length !== lines.length) throw new EngineUnavailable('its answer broke off');
    for (const result of results)
      if (result.outcome === 'unavailable') throw new EngineUnavailable(result.problem.detail);
    return results;
  }

  private async json(path: string, request: Request): Promise<unknown> {
    return this.reached(async () => {
      const response = await this.answered(path, request);
      const body = parsed(await this.textOf(response));
      if (body === undefined) throw new NotAnEngine(this.url, response.status);
      return body;
    });
  }

  /** What is no success is thrown. */
  private async answered(path: string, request: Request): Promise<Response> {
    const response = await this.fetch(path, request);
    if (response.ok) return response;
    throw this.refused(response.status, parsed(await this.textOf(response)));
  }

  /** Where nobody answers, it is not tried again. */
  private async reached<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      if (error instanceof EngineUnavailable) throw new EngineUnreachable(this.url, error.cause);
      throw error;
    }
  }

  private refusal(status: number, text: string): Error {
    const body = parsed(text);
    return passingStatuses.has(status)
      ? new EngineUnavailable(problemDetails(body, status).detail)
      : this.refused(status, body);
  }

  /** An engine's refusals carry a code; those of what may stand before one are a passing status, or ask who we are. */
  private refused(status: number, body: unknown): Error {
    const mayBeEngine = status === 401 || passingStatuses.has(status) || (isObject(body) && 'code' in body);
    return mayBeEngine
      ? new EngineRefused(status, problemDetails(body, status))
      : new NotAnEngine(this.url, status);
  }

  private async fetch(path: string, { body, method, contentType }: Request): Promise<Response> {
    const { url, token } = this.options;
    const headers = {
      ...(contentType !== undefined && { 'content-type': contentType }),
      ...(token !== undefined && { authorization: `Bearer ${token}` }),
    };
    const init = { method, headers, signal: this.signal, ...(body !== undefined && { body }) };
    return this.connected(() => fetch(new URL(path, url), init));
  }

  private textOf(response: Response): Promise<string> {
    return this.connected(() => response.text());
  }

  /** Any failure of the connection as EngineUnavailable. */
  private async connected<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      this.signal.throwIfAborted();
      throw new EngineUnavailable('the connection failed', error);
    }
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
