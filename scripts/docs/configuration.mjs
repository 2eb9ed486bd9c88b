import { built, code, lines, table } from './markdown.mjs';

const says = {
  PORT: 'Port to listen on; 0 lets the system choose.',
  HOST: 'Address to listen on. Anything but loopback demands `RAPPORT_TOKEN`.',
  RAPPORT_DATA:
    'Folder of the log and the read models, as far as they are not elsewhere. Each engine has one of its own. Made where it is missing.',
  RAPPORT_EVENT_STORE:
    'Where the log is. `esdb://…` and `esdb+discover://…` name an EventStoreDB, with credentials, certificates and times as its clients know them.',
  RAPPORT_READ_STORE:
    'Where the read models are. `postgres://user:password@host:port/database` names a PostgreSQL; `?schema=` the schema in it, `rapport` by default.',
  RAPPORT_LOG_LEVEL: 'How much is logged.',
  RAPPORT_PROJECTIONS:
    '`paused`: read models are not fed; `/v1/projections`, `waitFor` and the metrics say so, other questions are answered from the rows there are. For measuring.',
  RAPPORT_REBUILDS:
    'Where read models are rebuilt: in a thread of their own, or inline, in short steps between answers (less memory, more delay).',
  RAPPORT_READY_LAG_EVENTS: 'Events that a projection may be behind before the engine is not ready.',
  RAPPORT_READY_LAG_SECONDS:
    'Age of the oldest event that is in the log and not in the rows, in seconds, from which on the engine is not ready.',
  RAPPORT_EVENTSTOREDB_PORT:
    "Port on which the log is served to EventStoreDB's clients: see [follow the log](../how-to/follow-the-log.md).",
  RAPPORT_SYSTEM_TOKEN:
    'Token of the system account, who alone appends through that port. Without it nobody does. Printable ASCII without spaces.',
  RAPPORT_EVENTSTOREDB_CERT:
    'Certificate chain of that port, a PEM file. Without it the port is in plain text.',
  RAPPORT_EVENTSTOREDB_KEY: 'Private key of that certificate, a PEM file.',
  RAPPORT_TOKEN: 'Bearer token that every route but `/health/*` demands. Printable ASCII without spaces.',
};

const clientSays = [
  [code('RAPPORT_URL'), code('http://localhost:3000'), 'The engine that the command line talks to.'],
  [code('RAPPORT_TOKEN'), '', 'The token to show to it.'],
  [
    `${code('RAPPORT_DATA')}, ${code('RAPPORT_EVENT_STORE')}, ${code('RAPPORT_READ_STORE')}`,
    'as above',
    'For the commands that open the stores themselves: `backup`, `verify`, `migrate` and `rebuild --prepare`.',
  ],
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
    RAPPORT_EVENT_STORE: 'sqlite:',
    RAPPORT_READ_STORE: 'sqlite:',
    RAPPORT_LOG_LEVEL: values.logLevel,
    RAPPORT_PROJECTIONS: values.projections,
    RAPPORT_REBUILDS: values.rebuilds,
    RAPPORT_READY_LAG_EVENTS: values.readyLag.events,
    RAPPORT_READY_LAG_SECONDS: values.readyLag.seconds,
    RAPPORT_EVENTSTOREDB_PORT: 'off',
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
