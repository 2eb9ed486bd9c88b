import { aStream, someEvents, type Subject } from './fixtures';
import type { ReadStreamOptions } from '../src';

export function readingStreams(subject: Subject): void {
  it('gives nothing for a stream that does not exist', async () => {
    expect(await subject().store.readStream(aStream())).toEqual([]);
  });

  it('reads by pages of 1,000 where nothing is said', async () => {
    const { store } = subject();
    const stream = aStream();
    await store.append(stream, someEvents(1_001), 'no-stream');
    expect(await store.readStream(stream)).toHaveLength(1_000);
  });

  const last = 199;
  const CASES: [ReadStreamOptions, number[]][] = [
    [{ limit: 2 }, [0, 1]],
    [{ from: 62, limit: 4 }, [62, 63, 64, 65]],
    [{ from: last - 1 }, [last - 1, last]],
    [{ from: last + 1 }, []],
    [{ from: 100_000, limit: 1 }, []],
    [{ direction: 'backwards', limit: 2 }, [last, last - 1]],
    [{ direction: 'backwards', from: 64, limit: 3 }, [64, 63, 62]],
    [{ direction: 'backwards', from: 1 }, [1, 0]],
    [{ direction: 'backwards', from: 0 }, [0]],
    [{ direction: 'backwards', from: 100_000, limit: 2 }, [last, last - 1]],
  ];
  it.each(CASES)('reads %j of 200 events', async (options, revisions) => {
    const { store } = subject();
    const stream = aStream();
    await store.append(stream, someEvents(last + 1), 'no-stream');
    expect((await store.readStream(stream, options)).map((event) => event.revision)).toEqual(revisions);
  });

  it('finds every revision, in streams that grew side by side', async () => {
    const { store } = subject();
    const streams = Array.from({ length: 3 }, () => aStream());
    for (let round = 0; round < 30; round += 1) {
      await Promise.all(streams.map((stream, index) => store.append(stream, someEvents(3 + index), 'any')));
    }
    for (const [index, stream] of streams.entries()) {
      for (let from = 0; from < 30 * (3 + index); from += 7) {
        const [event] = await store.readStream(stream, { from, limit: 1 });
        expect(event).toMatchObject({ stream, revision: from, data: { index: from % (3 + index) } });
      }
    }
  });
}
