import { Option, type Command } from 'commander';

export interface DataOptions {
  readonly data: string;
  readonly json?: true;
}

/** Adds the option of the commands that open the log's file rather than ask the engine. */
export const withData = (command: Command): Command =>
  command.addOption(new Option('--data <folder>', 'of the engine').env('RAPPORT_DATA').default('./data'));
