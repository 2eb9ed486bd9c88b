import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** Data sets that others recorded stand beside the repository, where they are at all. */
const shared = join(__dirname, '..', '..', '..', '..', 'shared', 'data');

export const helpdeskLog = join(shared, 'helpdesk', 'helpdesk.xes.gz');
export const olistFolder = join(shared, 'olist');

/** `describe`, or `describe.skip` under a name that says why. */
export const describeWith = (path: string, name: string, body: () => void): void =>
  existsSync(path)
    ? describe(name, body)
    : describe.skip(`${name} (skipped: no data at ../shared/data)`, body);
