import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

/** The log that all nodes share. */
export interface SharedLog {
  /** Of its server, which listens on the loopback without TLS. */
  readonly port: number;
  stop(): Promise<void>;
}

const entry = join(__dirname, '../../../dist/apps/engine/faults/log-server.js');

/** A process of our own. */
export interface LogProcess extends SharedLog {
  signal(signal: NodeJS.Signals): void;
}

/** A process that serves an embedded log. Runs from the build, wherever this does. */
export async function startLog(folder: string): Promise<LogProcess> {
  const built = __filename.endsWith('.js') ? join(__dirname, 'log-server.js') : entry;
  const child = fork(built, [folder], { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  const ended = once(child, 'exit');
  const said = await Promise.race([once(child, 'message'), ended.then(() => undefined)]);
  if (said === undefined) throw new Error('The server of the log did not start.');
  const [{ port }] = said as [{ readonly port: number }];
  return {
    port,
    signal: (signal) => child.kill(signal),
    stop: async () => {
      if (child.connected) child.disconnect();
      await ended;
    },
  };
}

/** A server that runs already, such as `esdb://127.0.0.1:2113?tls=false`. */
export function logAt(connectionString: string): SharedLog {
  const port = /^esdb:\/\/(?:127\.0\.0\.1|localhost):(\d+)\/?\?tls=false$/.exec(connectionString)?.[1];
  if (port === undefined)
    throw new Error(
      'EVENTSTOREDB_URL must read like esdb://127.0.0.1:2113?tls=false here: its network is cut.',
    );
  return { port: Number(port), stop: () => Promise.resolve() };
}
