import type { LoggerService } from '@nestjs/common';
import type { Logger } from 'pino';

/** Nest's own messages (modules, routes) as structured logs; its chatter about the start is `debug`. */
export class NestLogger implements LoggerService {
  constructor(private readonly logger: Logger) {}

  log(message: unknown, context?: unknown): void {
    this.logger.debug({ context }, text(message));
  }

  error(message: unknown, stack?: unknown, context?: unknown): void {
    this.logger.error(
      { context, stack: stack ?? (message instanceof Error ? message.stack : undefined) },
      text(message),
    );
  }

  warn(message: unknown, context?: unknown): void {
    this.logger.warn({ context }, text(message));
  }

  debug(message: unknown, context?: unknown): void {
    this.logger.debug({ context }, text(message));
  }

  verbose(message: unknown, context?: unknown): void {
    this.logger.trace({ context }, text(message));
  }

  fatal(message: unknown, context?: unknown): void {
    this.logger.fatal({ context }, text(message));
  }
}

const text = (message: unknown): string => (message instanceof Error ? message.message : String(message));
