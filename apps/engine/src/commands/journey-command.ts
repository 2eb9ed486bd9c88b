import { Command } from '@nestjs/cqrs';
import { commandNames, type CommandName } from '@rapport/journey';
import type { CommandAnswer } from './answer';

/** What one command says, the same however it came in. */
export interface CommandContent {
  readonly journeyId: string;
  readonly commandId: string;
  /** Tells a command that is sent again from another one under the same id. */
  readonly bodyHash: string;
  /** Milliseconds. */
  readonly occurredAt: number;
  readonly payload: object;
  /** The payload as JSON. */
  readonly payloadText: string;
  readonly correlationId?: string | undefined;
  readonly causationId?: string | undefined;
}

/** A valid command on its way over the bus. */
export abstract class JourneyCommand extends Command<CommandAnswer> {
  abstract readonly name: CommandName;

  constructor(readonly content: CommandContent) {
    super();
  }
}

type CommandClass = new (content: CommandContent) => JourneyCommand;

function commandClass(name: CommandName): CommandClass {
  const named = {
    [name]: class extends JourneyCommand {
      readonly name = name;
    },
  };
  return named[name] as CommandClass;
}

/** One class per entry of the catalogue, since the bus finds a handler by its command's class. */
export const commandClasses: Readonly<Record<CommandName, CommandClass>> = Object.fromEntries(
  commandNames.map((name) => [name, commandClass(name)]),
) as Record<CommandName, CommandClass>;
