import { Option, type Command } from 'commander';
import { resolve } from 'node:path';
import { withJson } from './engine-options';

export interface LogOptions {
  readonly data: string;
  readonly json?: true;
}

/** Adds the options of the commands that open the log's file themselves, beside a running engine or without one. */
export const withLog = (command: Command): Command =>
  withJson(command).addOption(
    new Option('--data <folder>', "the engine's data folder").env('RAPPORT_DATA').default('./data'),
  );

export const logPlace = ({ data }: LogOptions): { readonly folder: string } => ({ folder: resolve(data) });
