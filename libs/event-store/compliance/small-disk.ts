import { execFileSync } from 'node:child_process';

const mount = (path: string, megabytes: number): Buffer =>
  execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'rapport-small-disk', path], {
    stdio: 'pipe',
  });

/** Lazily: a store that a failed spec left open must not keep the disk mounted. */
const unmount = (path: string): Buffer => execFileSync('umount', ['-l', path], { stdio: 'pipe' });

/** Whether this machine lets us mount a disk of our own, tried on a folder. */
export function canMount(path: string): boolean {
  try {
    mount(path, 1);
    unmount(path);
    return true;
  } catch {
    return false;
  }
}

/** Runs the work with a disk of that size mounted on the folder. */
export async function onSmallDisk(path: string, megabytes: number, work: () => Promise<void>): Promise<void> {
  mount(path, megabytes);
  try {
    await work();
  } finally {
    unmount(path);
  }
}
