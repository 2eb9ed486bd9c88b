import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { isBuilt, startCommandLine } from '../testing/command-line';

const describeBuilt = isBuilt ? describe : describe.skip;

describeBuilt(`output that nobody reads${isBuilt ? '' : ' (skipped: not built, run npm run build)'}`, () => {
  it('is left unsaid without a complaint', async () => {
    const command = startCommandLine(['--help'], tmpdir());
    command.stdout?.destroy();
    let complaints = '';
    command.stderr?.on('data', (chunk: Buffer) => (complaints += chunk.toString()));
    const [exitCode] = (await once(command, 'close')) as [number];
    expect([complaints, exitCode]).toEqual(['', 0]);
  });
});
