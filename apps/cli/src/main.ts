import 'reflect-metadata';
import { createProgram } from './program';
import { explain } from './explain';
import { standardTerminal } from './terminal/terminal';

const terminal = standardTerminal();

createProgram(terminal)
  .parseAsync(process.argv)
  .catch((error: unknown) => {
    const { message, exitCode } = explain(error);
    terminal.error(message);
    process.exitCode = exitCode;
  });
