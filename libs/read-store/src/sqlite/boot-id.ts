import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';

/**
 * Names the time since the machine was started: what was written since is there, synced or not, whatever became of the
 * process. Where the system gives no such name (Linux does), only this process counts.
 */
export const bootId = ((): string => {
  try {
    return readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
  } catch {
    return randomUUID();
  }
})();
