import { accessSync, constants } from 'node:fs';
import { InvalidLocation } from './invalid-location';

/** `scheme://[user:password@]host[:port][,host[:port]…][/][?key=value[&key=value…]]` */
const FORM =
  /^[a-z+]+:\/\/(?:(?<user>[^:/@?]+):(?<password>[^:/@?]+)@)?(?<hosts>[^@/?]+)\/?(?:\?(?<options>.*))?$/;
const HOST = /^[\w.-]+(:\d{1,5})?$/;

interface Kind {
  readonly pattern: RegExp;
  readonly wanted: string;
}

const truth: Kind = { pattern: /^(true|false)$/, wanted: 'true or false' };
const milliseconds: Kind = { pattern: /^-?\d{1,9}$/, wanted: 'a whole number' };
const text: Kind = { pattern: /./, wanted: 'a text' };

/** The client's options. It takes their names in any case, and with dashes. */
const OPTIONS = new Map<string, Kind>([
  ['tls', truth],
  ['tlsverifycert', { pattern: /^true$/, wanted: 'true: name the CA with tlsCAFile instead' }],
  ['throwonappendfailure', truth],
  ['tlscafile', text],
  ['usercertfile', text],
  ['userkeyfile', text],
  ['connectionname', text],
  [
    'nodepreference',
    {
      pattern: /^(leader|follower|read_?only_?replica|random)$/i,
      wanted: 'leader, follower, readOnlyReplica or random',
    },
  ],
  ...[
    'maxdiscoverattempts',
    'discoveryinterval',
    'gossiptimeout',
    'defaultdeadline',
    'keepaliveinterval',
    'keepalivetimeout',
  ].map((name) => [name, milliseconds] as const),
]);

/**
 * Checked before the client does, since what it warns of on the console quotes the password. What is not known is not quoted:
 * behind a ? that nobody escaped, it may be one.
 * @throws InvalidLocation
 */
export function checkConnectionString(connectionString: string): void {
  checkEscapes(connectionString);
  const { hosts = '', options = '' } = FORM.exec(connectionString)?.groups ?? {};
  if (hosts === '')
    throw new InvalidLocation(
      'must read like esdb://user:password@host:2113?tls=true; write special characters of a password as %40 and the like',
    );
  for (const host of hosts.split(','))
    if (!HOST.test(host))
      throw new InvalidLocation(
        'names something that is no host: write each as host:port, with commas between',
      );
  for (const option of options.split('&').filter((one) => one !== '')) checkOption(option);
}

function checkEscapes(text: string): void {
  try {
    decodeURIComponent(text);
  } catch {
    throw new InvalidLocation('holds a % that escapes nothing: write the character itself as %25');
  }
}

const FILES = new Set(['tlscafile', 'usercertfile', 'userkeyfile']);

/** Whether the files that it names can be read. @throws InvalidLocation */
export function checkFiles(connectionString: string): void {
  const { options = '' } = FORM.exec(connectionString)?.groups ?? {};
  for (const option of options.split('&')) {
    const [name = '', value = ''] = option.split('=');
    if (!FILES.has(flat(name))) continue;
    try {
      accessSync(decodeURIComponent(value), constants.R_OK);
    } catch {
      throw new InvalidLocation(
        `has an option ${name}, whose file ${decodeURIComponent(value)} cannot be read`,
      );
    }
  }
}

const flat = (name: string): string => name.toLowerCase().replace(/[_-]/g, '');

function checkOption(option: string): void {
  const [name = '', value = ''] = option.split('=');
  const kind = OPTIONS.get(flat(name));
  if (kind === undefined)
    throw new InvalidLocation(
      `has an option that EventStoreDB's client does not know: it knows ${[...OPTIONS.keys()].join(', ')} (and a ? in a password is written as %3F)`,
    );
  if (!kind.pattern.test(value))
    throw new InvalidLocation(`has an option ${name}, which must be ${kind.wanted}`);
}
