import { CorruptStore, NewerFormat, StoreLocked } from '@rapport/event-store';
import { InvalidPolicy } from '@rapport/policy';
import { ReadStoreUnusable } from '@rapport/read-store';
import { ConfigError, type EngineConfig } from './config/config';

/** Why the engine does not start and what to do about it, in lines for people; undefined for what nobody foresaw. */
export function explainStart(
  error: unknown,
  config: EngineConfig | undefined,
): readonly string[] | undefined {
  if (error instanceof ConfigError) return error.mistakes;
  if (!(error instanceof Error)) return undefined;
  return fromStore(error) ?? fromSystem(error, config);
}

function fromStore(error: Error): readonly string[] | undefined {
  if (error instanceof InvalidPolicy) {
    return [`The policy in the log cannot be used by this build: ${error.message}`];
  }
  const explained = [StoreLocked, NewerFormat, CorruptStore, ReadStoreUnusable];
  return explained.some((kind) => error instanceof kind) ? [error.message] : undefined;
}

function fromSystem(error: Error, config: EngineConfig | undefined): readonly string[] | undefined {
  const { code, syscall } = error as NodeJS.ErrnoException;
  const { port = 0, host = '', dataFolder = '' } = config ?? {};
  if (syscall === 'listen' || code === 'EADDRINUSE' || code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND') {
    if (code === 'EADDRINUSE') {
      return [
        `Port ${port} on ${host} is in use. Stop what uses it, or choose another: PORT=${port + 1} npm start`,
      ];
    }
    if (code === 'EACCES')
      return [`Port ${port} may not be opened by this user. Choose one above 1023: PORT=3000 npm start`];
    return [
      `HOST is "${host}", which is no address of this machine (${code ?? ''}). Use 127.0.0.1, or one it has.`,
    ];
  }
  const troubles = ['EACCES', 'EPERM', 'EROFS', 'ENOTDIR', 'EEXIST', 'ENOSPC', 'ENOENT', 'EDQUOT'];
  if (code === undefined || !troubles.includes(code)) return undefined;
  return [
    `The data folder ${dataFolder} cannot be written (${code}). Make it a folder that this user may write to and that has space, or name another: RAPPORT_DATA=./data npm start`,
  ];
}
