import { createReadStream } from 'node:fs';
import type { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import type { OnBytes } from './source-row';

/** The bytes of a file, unpacked where its name ends in .gz. An error of either destroys the stream that comes back. */
export function openFile(file: string, onBytes: OnBytes): Readable {
  const stream = createReadStream(file);
  let bytes = 0;
  stream.on('data', (chunk) => onBytes((bytes += chunk.length)));
  if (!file.endsWith('.gz')) return stream;
  const gunzip = createGunzip();
  stream.on('error', (error) => gunzip.destroy(error));
  gunzip.on('close', () => stream.destroy());
  return stream.pipe(gunzip);
}
