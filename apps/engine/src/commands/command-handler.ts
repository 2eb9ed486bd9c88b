import { Inject, type Type } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { commandNames } from '@rapport/journey';
import type { CommandAnswer } from './answer';
import { Cells } from './cells';
import { commandClasses, type JourneyCommand } from './journey-command';

/** The one handler: whatever the command, its journey's cell decides it. */
export class JourneyCommandHandler implements ICommandHandler<JourneyCommand> {
  constructor(@Inject(Cells) private readonly cells: Cells) {}

  /** @throws Problem where a rule refuses */
  execute(command: JourneyCommand): Promise<CommandAnswer> {
    return this.cells.submit(command);
  }
}

/** The handler, once for every command of the catalogue. */
export const commandHandlers: readonly Type<JourneyCommandHandler>[] = commandNames.map((name) => {
  class Handler extends JourneyCommandHandler {}
  CommandHandler(commandClasses[name])(Handler);
  return Handler;
});
