import { resolve } from 'node:path';
import { ConfigError, readConfig } from './config';

const mistakesOf = (env: Record<string, string>): readonly string[] => {
  try {
    readConfig(env);
    return [];
  } catch (error) {
    if (error instanceof ConfigError) return error.mistakes;
    throw error;
  }
};

describe('the configuration', () => {
  it('has defaults for a newcomer', () =>
    expect(readConfig({})).toEqual({
      port: 3000,
      host: '127.0.0.1',
      dataFolder: resolve('data'),
      logLevel: 'info',
      projections: 'running',
      rebuildThreads: 1,
      readyLag: { events: 10_000, seconds: 10 },
    }));

  it('takes an empty variable for one that is not set', () =>
    expect(readConfig({ PORT: '', RAPPORT_TOKEN: '' })).not.toHaveProperty('token'));

  it('names every mistake and what would be right', () => {
    const mistakes = mistakesOf({
      PORT: '70000',
      RAPPORT_LOG_LEVEL: 'loud',
      RAPPORT_PROJECTIONS: 'off',
      RAPPORT_REBUILD_THREADS: '-1',
      RAPPORT_READY_LAG_SECONDS: '1.5',
    });
    expect(mistakes).toEqual([
      'PORT is "70000", but must be a port number, 0 to 65535.',
      expect.stringContaining('RAPPORT_LOG_LEVEL is "loud", but must be one of fatal, error'),
      expect.stringContaining('RAPPORT_PROJECTIONS is "off"'),
      'RAPPORT_REBUILD_THREADS is "-1", but must be a number of threads, 0 to 8.',
      'RAPPORT_READY_LAG_SECONDS is "1.5", but must be a number of seconds, 0 to 86400.',
    ]);
  });

  it.each(['0.0.0.0', '192.168.1.4', '::'])('demands a token to listen on %s', (HOST) => {
    expect(mistakesOf({ HOST })).toEqual([expect.stringContaining('RAPPORT_TOKEN is not set')]);
    expect(mistakesOf({ HOST, RAPPORT_TOKEN: 'a-long-secret' })).toEqual([]);
  });

  it.each(['127.0.0.1', '127.1.2.3', 'localhost', '::1'])('demands none on %s', (HOST) =>
    expect(mistakesOf({ HOST })).toEqual([]),
  );

  it('refuses a token that no header can carry', () =>
    expect(mistakesOf({ RAPPORT_TOKEN: 'two words' })).toHaveLength(1));
});
