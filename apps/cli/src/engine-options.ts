import { Option, type Command } from 'commander';
import type { Progress } from './terminal/progress';
import { EngineClient, type EngineClientOptions } from '@rapport/interchange';

export interface EngineOptions {
  readonly url: string;
  readonly token?: string;
  readonly json?: true;
}

/** Adds the options of every command that talks to an engine. */
export const withEngine = (command: Command): Command =>
  withJson(command)
    .addOption(
      new Option('--url <url>', 'of the engine')
        .env('RAPPORT_URL')
        .default('http://localhost:3000')
        .argParser(httpUrl),
    )
    .addOption(new Option('--token <token>', 'that the engine asks for').env('RAPPORT_TOKEN'));

export const withJson = (command: Command): Command =>
  command.option('--json', 'answer with one line of JSON');

const noticeMs = 5_000;

/** Says why a client waits, when it begins to and every few seconds from then on. */
export function waitNotice(progress: Pick<Progress, 'note'>): (reason: string) => void {
  let lastAt = -Infinity;
  return (reason) => {
    if (Date.now() - lastAt < noticeMs) return;
    lastAt = Date.now();
    progress.note(`${reason} Trying again.`);
  };
}

export const clientOf = (
  { url, token }: EngineOptions,
  extras: Pick<EngineClientOptions, 'signal' | 'onWait'> = {},
): EngineClient => new EngineClient({ url, ...(token !== undefined && { token }), ...extras });

function httpUrl(text: string): string {
  const url = URL.parse(text);
  if (url === null || !/^https?:$/.test(url.protocol) || url.pathname !== '/' || url.search !== '')
    throw new Error(`"${text}" is no URL of an engine. Write it as http://localhost:3000.`);
  return text;
}
