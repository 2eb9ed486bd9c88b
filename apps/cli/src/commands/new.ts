import { Command } from 'commander';
import { packageRoot } from '../package-root';
import { newProjection } from '../scaffold/new-projection';
import { line, type Terminal } from '../terminal/terminal';

/** `rapport new projection NAME` */
export function newCommand(terminal: Terminal): Command {
  const projection = new Command('projection')
    .description('Make a folder for a new read model, that works and says in a failing spec what to do next')
    .argument('<name>', 'two or more words with hyphens between them, such as promise-keeping')
    .action((name: string) => made(terminal, newProjection(packageRoot(), name)));
  return new Command('new').description('Begin something new in the sources').addCommand(projection);
}

function made(terminal: Terminal, folder: string): void {
  line(terminal, `Made ${folder}, and its line in projections/list.ts.`);
  line(terminal, `Next: npx jest ${folder}`);
  line(
    terminal,
    'Its one failing test says where to begin; docs/how-to/write-a-projection.md leads through.',
  );
}
