import { createServer, type Server } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { PostgresServer } from '../postgres-server';

/** Where a worker of a jest run asks for the run's PostgreSQL. */
export const askAt = 'RAPPORT_TEST_POSTGRES_AT';

/** One PostgreSQL for all workers of a run, started when the first of them asks. */
export class PostgresOfTheRun {
  private server: Promise<PostgresServer> | undefined;

  private constructor(private readonly desk: Server) {}

  static async open(): Promise<PostgresOfTheRun> {
    const desk = createServer().listen(0, '127.0.0.1').unref();
    await once(desk, 'listening');
    const run = new PostgresOfTheRun(desk);
    desk.on('request', (_, response) => {
      run.connectionString().then(
        (text) => response.end(text),
        (error: unknown) => response.writeHead(500).end(String(error)),
      );
    });
    return run;
  }

  get address(): string {
    return `http://127.0.0.1:${(this.desk.address() as AddressInfo).port}`;
  }

  async close(): Promise<void> {
    this.desk.closeAllConnections();
    this.desk.close();
    await (await this.server)?.stop();
  }

  private async connectionString(): Promise<string> {
    this.server ??= PostgresServer.start();
    return (await this.server).connectionString;
  }
}
