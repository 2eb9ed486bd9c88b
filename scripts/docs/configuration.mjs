import { built, code, lines, table } from './markdown.mjs';

const says = {
  PORT: 'Port to listen on; 0 lets the system choose.',
  HOST: 'Address to listen on. Anything but loopback demands `RAPPORT_TOKEN`.',
  RAPPORT_DATA: 'Folder of the log and the read models. Made where it is missing.',
  RAPPORT_LOG_LEVEL: 'How much is logged.',
  RAPPORT_PROJECTIONS: '`paused`: read models are not fed, and their queries say so. For measuring.',
  RAPPORT_TOKEN: 'Bearer token that every route but `/health/*` demands. Printable ASCII without spaces.',
};

const clientSays = [
  [code('RAPPORT_URL'), code('http://localhost:3000'), 'The engine that the command line talks to.'],
  [code('RAPPORT_TOKEN'), '', 'The token to show to it.'],
];

/** Asks the engine's own reader which variables there are, what they default to and what it says to nonsense. */
export async function configuration() {
  const { readConfig, ConfigError } = await built('apps/engine/src/config/config');
  const asked = [];
  const values = readConfig(new Proxy({}, { get: (_env, name) => void asked.push(String(name)) }));
  const names = [...new Set(asked)];
  const undescribed = names.filter((name) => !(name in says));
  if (undescribed.length > 0)
    throw new Error(`scripts/docs/configuration.mjs says nothing about ${undescribed.join(', ')}.`);
  const wanted = (name) => {
    try {
      readConfig({ [name]: '\u0000 nonsense' });
    } catch (error) {
      if (error instanceof ConfigError) return /must be (.*)\.$/.exec(error.mistakes[0])?.[1] ?? '';
    }
    return '';
  };
  const defaults = {
    PORT: values.port,
    HOST: values.host,
    RAPPORT_DATA: './data',
    RAPPORT_LOG_LEVEL: values.logLevel,
    RAPPORT_PROJECTIONS: values.projections,
  };
  const rows = names.map((name) => [
    code(name),
    name in defaults ? code(defaults[name]) : '',
    wanted(name),
    says[name],
  ]);
  return lines(
    '# Configuration',
    '',
    'Everything is an environment variable. An empty variable counts as one that is not set.',
    '',
    '## The engine',
    '',
    table(['variable', 'default', 'must be', 'says'], rows),
    '',
    'A mistake stops the start, with a message that names every wrong variable and what would be right.',
    '',
    '## The command line',
    '',
    table(['variable', 'default', 'says'], clientSays),
    '',
    'Thresholds, weights, stages and scales are no configuration: they are [policy](policy.md).',
    '',
  );
}
