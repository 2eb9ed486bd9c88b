import { Inject, Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { catalogue, commandNames, isCommandName, type CommandName } from '@rapport/journey';
import { Problem } from '@rapport/projection';
import { randomUUID } from 'node:crypto';
import type { CommandOutcome, Metrics } from '../metrics/metrics';
import type { Platform } from '../platform/platform';
import { PLATFORM } from '../platform/tokens';
import { nearest } from '../problems/nearest';
import { problem } from '../problems/problem';
import { toProblem } from '../problems/to-problem';
import type { CommandAnswer } from './answer';
import { bodyHash } from './body-hash';
import { commandClasses, type JourneyCommand } from './journey-command';
import { CommandValidator } from './validator';

/** Every way in: checks a request and puts it on the bus. */
@Injectable()
export class Dispatcher {
  private readonly validators = validators();
  private readonly metrics: Metrics;

  constructor(
    @Inject(CommandBus) private readonly bus: CommandBus,
    @Inject(PLATFORM) platform: Platform,
  ) {
    this.metrics = platform.metrics;
  }

  /**
   * @param body the command's envelope and payload, as sent
   * @throws Problem `unknown-command`, `validation-failed`, that of a rule (409), `command-id-reused`, `conflict-not-resolved`, …
   */
  async dispatch(name: string, body: unknown): Promise<CommandAnswer> {
    if (!isCommandName(name)) throw unknownCommand(name);
    const began = performance.now();
    let outcome: CommandOutcome = 'failed';
    try {
      const answer = await this.bus.execute(this.read(name, body));
      outcome = answer.replayed ? 'replayed' : answer.status;
      if (outcome === 'recorded') this.metrics.appended(answer.events.length);
      return answer;
    } catch (error) {
      if (isRefusal(error)) outcome = 'refused';
      throw error;
    } finally {
      this.metrics.command(name, outcome, (performance.now() - began) / 1000);
    }
  }

  private read(name: CommandName, body: unknown): JourneyCommand {
    const valid = this.validators[name].check(body);
    const payloadText = JSON.stringify(valid.payload);
    return new commandClasses[name]({
      journeyId: valid.journeyId,
      commandId: valid.commandId ?? randomUUID(),
      bodyHash: bodyHash(name, valid.occurredAtMs, payloadText),
      occurredAt: valid.occurredAtMs ?? Date.now(),
      payload: valid.payload,
      payloadText,
      correlationId: valid.correlationId,
      causationId: valid.causationId,
    });
  }
}

/** Compiled before the first command comes: the first ones would wait for it. */
function validators(): Readonly<Record<CommandName, CommandValidator>> {
  const byName = commandNames.map((name) => [name, new CommandValidator(catalogue.commands[name])]);
  return Object.fromEntries(byName) as Record<CommandName, CommandValidator>;
}

const isRefusal = (error: unknown): boolean => {
  const found = error instanceof Problem ? error : toProblem(error);
  return found !== undefined && found.status < 500;
};

function unknownCommand(name: string): Problem {
  const accepted = nearest(name, commandNames);
  const hint = accepted.length > 0 ? ` Did you mean ${accepted.join(' or ')}?` : '';
  const detail = `There is no such command.${hint} All of them are listed under /docs.`;
  return problem('unknown-command', detail, accepted.length > 0 ? { accepted } : undefined);
}
