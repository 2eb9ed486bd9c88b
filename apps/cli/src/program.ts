import { Command } from 'commander';
import { backupCommand } from './commands/backup';
import { demoCommand } from './commands/demo';
import { diffCommand } from './commands/diff';
import { importCommand } from './commands/import';
import { migrateCommand } from './commands/migrate';
import { newCommand } from './commands/new';
import { projectionsCommand } from './commands/projections';
import { rebuildCommand } from './commands/rebuild';
import { replayCommand } from './commands/replay';
import { replaysCommand } from './commands/replays';
import { simulateCommand } from './commands/simulate';
import { simulationsCommand } from './commands/simulations';
import { verifyCommand } from './commands/verify';
import { packageVersion } from './package-root';
import type { Terminal } from './terminal/terminal';

/** The whole command line. Throws instead of ending the process. */
export function createProgram(terminal: Terminal): Command {
  const program = new Command('rapport')
    .description(
      'Works with a Rapport engine: imports logs, shows and rebuilds read models, looks after the log.',
    )
    .version(packageVersion())
    .enablePositionalOptions() // else a command takes the options of its subcommands
    .showHelpAfterError('(rapport --help lists what there is)')
    .configureOutput({ writeOut: (text) => terminal.out(text), writeErr: (text) => terminal.err(text) })
    .exitOverride();
  for (const command of [
    importCommand,
    demoCommand,
    projectionsCommand,
    rebuildCommand,
    replayCommand,
    replaysCommand,
    diffCommand,
    simulateCommand,
    simulationsCommand,
    backupCommand,
    verifyCommand,
    migrateCommand,
    newCommand,
  ])
    program.addCommand(inherit(program, command(terminal)));
  return program;
}

/** Commands made on their own do not take over the program's settings. */
function inherit(parent: Command, command: Command): Command {
  command.copyInheritedSettings(parent);
  for (const sub of command.commands) inherit(command, sub);
  return command;
}
