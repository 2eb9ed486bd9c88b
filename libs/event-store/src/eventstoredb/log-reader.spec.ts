import { status } from '@grpc/grpc-js';
import { StoreUnavailable } from '../errors';
import { PositionCodec } from '../position-codec';
import { Upcasters } from '../upcasters';
import type { Connection } from './connection';
import { LogReader, type Tries } from './log-reader';

describe('a read that fails as the server is away', () => {
  const decoding = { positions: new PositionCodec('l'), upcasters: new Upcasters() };
  const away = Object.assign(new Error('away'), { code: status.UNAVAILABLE });
  const failing = (tries: Tries) => {
    const read = jest.fn(() => Promise.reject(away));
    return { read, reader: new LogReader({ read } as unknown as Connection, decoding, tries) };
  };

  it('is made again, some times', async () => {
    const { read, reader } = failing({ attempts: 3, withinMs: 10_000, answersWithinMs: 100 });
    await expect(reader.newest()).rejects.toThrow(StoreUnavailable);
    expect(read).toHaveBeenCalledTimes(3);
  });

  it('is not made again when the time for it is over', async () => {
    const { read, reader } = failing({ attempts: 7, withinMs: 50, answersWithinMs: 100 });
    await expect(reader.newest()).rejects.toThrow(StoreUnavailable);
    expect(read).toHaveBeenCalledTimes(2);
  });
});
