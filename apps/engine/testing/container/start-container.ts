import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { watchMain, type MainProcess } from '../main-process';
import { readDockerfile } from './dockerfile';
import type { UnpackedImage } from './unpacked-image';

export interface Container extends MainProcess {
  /** The exit code of the image's health check. */
  checkHealth(): Promise<number>;
}

/** The image's command with these variables besides its own. It listens on the loopback only. */
export function startContainer({ options }: UnpackedImage, env: Readonly<Record<string, string>>): Container {
  const { command, healthCheck } = readDockerfile();
  const inside = { ...options, env: { ...options.env, HOST: '127.0.0.1', ...env } };
  const start = ([program = '', ...parameters]: readonly string[]) =>
    spawn(program, parameters, { ...inside, stdio: ['ignore', 'pipe', 'pipe'] });
  return {
    ...watchMain(start(command)),
    checkHealth: async () => {
      const [code] = (await once(start(healthCheck), 'close')) as [number];
      return code;
    },
  };
}
