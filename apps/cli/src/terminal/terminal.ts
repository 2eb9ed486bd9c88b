/** Where a command writes to. stdout carries answers, stderr everything about the way there. */
export interface Terminal {
  out(text: string): void;
  err(text: string): void;
  /** A message of what went wrong. */
  error(message: string): void;
  /** Whether progress is drawn as a bar or written as lines. */
  readonly drawsBars: boolean;
}

export function standardTerminal(): Terminal {
  for (const stream of [process.stdout, process.stderr]) stream.on('error', unlessNobodyReads);
  return {
    out: (text) => void process.stdout.write(text),
    err: (text) => void process.stderr.write(text),
    error: (message) => {
      if (message !== '') process.stderr.write(`rapport: ${message}\n`);
    },
    drawsBars: process.stderr.isTTY,
  };
}

/** Who reads may stop early (`| head`): what was asked for is still done. */
function unlessNobodyReads(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE') throw error;
}

export const line = (terminal: Terminal, text = ''): void => terminal.out(`${text}\n`);
export const json = (terminal: Terminal, value: unknown): void => terminal.out(`${JSON.stringify(value)}\n`);
