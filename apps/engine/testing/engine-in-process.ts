import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { EngineConfig } from '../src/config/config';
import { createEngine, type Engine } from '../src/engine';
import { createLogger } from '../src/logging/logger';

/** An answer, its body parsed where it is JSON. */
export interface Answer<Body = Record<string, unknown>> {
  readonly status: number;
  readonly type: string;
  readonly headers: Headers;
  readonly text: string;
  readonly body: Body;
}

interface Request {
  readonly method?: string;
  readonly body?: string | Buffer | object;
  readonly type?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A running engine on a folder of its own. */
export interface EngineInProcess {
  readonly engine: Engine;
  readonly url: string;
  readonly folder: string;
  /** All that was logged so far, one JSON object a line. */
  logs(): string;
  ask<Body = Record<string, unknown>>(path: string, request?: Request): Promise<Answer<Body>>;
  /** `POST /v1/commands/<name>` */
  send(name: string, body: object, headers?: Readonly<Record<string, string>>): Promise<Answer>;
  /** `POST /v1/commands` */
  bulk(lines: readonly (object | string)[]): Promise<Answer<readonly Record<string, unknown>[]>>;
  close(): Promise<void>;
}

export async function startEngine(config: Partial<EngineConfig> = {}): Promise<EngineInProcess> {
  const folder = await mkdtemp(join(tmpdir(), 'rapport-engine-'));
  const lines: string[] = [];
  const logger = createLogger('trace', { write: (line) => lines.push(line) });
  const defaults = {
    port: 0,
    host: '127.0.0.1',
    dataFolder: folder,
    logLevel: 'trace',
    projections: 'running',
  } as const;
  const engine = await createEngine({ ...defaults, ...config }, logger);
  const url = await engine.listen();
  const ask = asker(url);
  return {
    ...{ engine, url, folder, ask },
    logs: () => lines.join(''),
    send: (name, body, headers) => ask(`/v1/commands/${name}`, { body, ...(headers && { headers }) }),
    bulk: (commands) =>
      ask('/v1/commands', {
        body: commands.map((line) => (typeof line === 'string' ? line : JSON.stringify(line))).join('\n'),
        type: 'application/x-ndjson',
      }),
    close: async () => {
      await engine.close();
      await rm(folder, { recursive: true });
    },
  };
}

function asker(url: string): EngineInProcess['ask'] {
  const ask = async (path: string, { method, body, type = 'application/json', headers }: Request = {}) => {
    const raw = typeof body === 'string' || Buffer.isBuffer(body) || body === undefined;
    const answer = await fetch(url + path, {
      method: method ?? (body === undefined ? 'GET' : 'POST'),
      ...(body === undefined ? {} : { body: raw ? new Uint8Array(Buffer.from(body)) : JSON.stringify(body) }),
      headers: { ...(body === undefined ? {} : { 'content-type': type }), ...headers },
    });
    const text = await answer.text();
    const answered = answer.headers.get('content-type') ?? '';
    return {
      status: answer.status,
      type: answered,
      headers: answer.headers,
      text,
      body: parse(answered, text),
    };
  };
  return ask as EngineInProcess['ask'];
}

function parse(type: string, text: string): unknown {
  if (type.startsWith('application/x-ndjson'))
    return text
      .split('\n')
      .filter((line) => line !== '')
      .map((line): unknown => JSON.parse(line));
  return type.includes('json') ? JSON.parse(text) : undefined;
}
