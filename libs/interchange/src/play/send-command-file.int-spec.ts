import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FakeEngine } from '../../testing';
import { EngineClient } from '../engine/engine-client';
import { sendCommandFile, type CommandFileSummary } from './send-command-file';

describe('sending a file of commands', () => {
  let engine: FakeEngine;
  let folder: string;
  beforeEach(async () => {
    engine = await FakeEngine.start();
    folder = await mkdtemp(join(tmpdir(), 'rapport-commands-'));
  });
  afterEach(async () => {
    await engine.stop();
    await rm(folder, { recursive: true });
  });

  const send = async (...journeyIds: readonly string[]): Promise<CommandFileSummary> => {
    const file = join(folder, 'commands.ndjson');
    const line = (journeyId: string, index: number) =>
      JSON.stringify({ command: 'begin-journey', commandId: `c${index}`, journeyId });
    await writeFile(file, journeyIds.map(line).join('\n'));
    return sendCommandFile(file, new EngineClient({ url: engine.url }), () => undefined);
  };

  it('counts journeys of which something was recorded', async () => {
    engine.refuse = ({ journeyId }) => (journeyId === 'c' ? 'time.ahead-of-clock' : undefined);
    expect(await send('a', 'b', 'a', 'c')).toEqual({
      recorded: 3,
      replayed: 0,
      unchanged: 0,
      refused: 1,
      journeys: 2,
    });
  });

  it('goes on when an engine that died is back', async () => {
    let died = false;
    engine.onBatch = () => {
      if (died) return undefined;
      died = true;
      return engine.restart();
    };
    expect(await send('a', 'b')).toMatchObject({ recorded: 0, replayed: 2, journeys: 2 });
  });
});
