import { hangingServer } from './testing/hanging-server';
import { undiscovered } from './undiscovered';

describe('where the client discovered nobody', () => {
  const error = new Error('Failed to discover after 10 attempts.');
  let server: Awaited<ReturnType<typeof hangingServer>>;

  beforeEach(async () => (server = await hangingServer()));
  afterEach(() => server.close());

  const seed = (host = '127.0.0.1') => ({ host, port: server.port });

  it('a server that refuses connections is named', async () => {
    await server.close();
    const why = `(127.0.0.1:${server.port}: connections are refused)`;
    expect(await undiscovered(error, [seed()])).toEqual(new Error(`${error.message} ${why}`));
  });

  it('a host that there is not is named, and one that answers is not', async () => {
    const { message } = (await undiscovered(error, [seed('a.invalid'), seed()])) as Error;
    expect(message).toMatch(
      / \(a\.invalid:\d+: (no such host name|the host name cannot be looked up[^,]*)\)$/,
    );
  });

  it('nothing is added where all answer, and nothing to what is another failure', async () => {
    expect(await undiscovered(error, [seed()])).toBe(error);
    const other = new Error('No leader.');
    expect(await undiscovered(other, [seed('a.invalid')])).toBe(other);
  });
});
