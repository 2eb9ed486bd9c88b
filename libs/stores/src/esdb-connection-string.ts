import { createPrivateKey } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createSecureContext } from 'node:tls';
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
const number: Kind = { pattern: /^(-1|\d{1,9})$/, wanted: 'a whole number, or -1 for none' };
/** Without them nobody notices a server that hangs; and of -1 the client makes a number by which connections end at once. */
const milliseconds: Kind = {
  pattern: /^[1-9]\d{0,8}$/,
  wanted: 'a number of milliseconds, from 1 to 999999999',
};
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
  ...['maxdiscoverattempts', 'discoveryinterval', 'gossiptimeout', 'defaultdeadline'].map(
    (name) => [name, number] as const,
  ),
  ['keepaliveinterval', milliseconds],
  ['keepalivetimeout', milliseconds],
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
    if (!HOST.test(host) || Number(host.split(':')[1] ?? 2113) > 65_535)
      throw new InvalidLocation(
        'names something that is no host: write each as host:port, with commas between; a port is 65535 at most',
      );
  const given = options.split('&').filter((one) => one !== '');
  given.forEach(checkOption);
  checkTogether(given.map((option) => flat(option.split('=')[0] ?? '')));
}

/** The client would take one of two without a word, and pass over half of a user's certificate. */
function checkTogether(names: readonly string[]): void {
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) throw new InvalidLocation(`names more than one ${twice}`);
  if (names.includes('usercertfile') !== names.includes('userkeyfile'))
    throw new InvalidLocation(
      'has one of userCertFile and userKeyFile, which go together: name both or neither',
    );
}

function checkEscapes(text: string): void {
  try {
    decodeURIComponent(text);
  } catch {
    throw new InvalidLocation('holds a % that escapes nothing: write the character itself as %25');
  }
}

const FILES = new Map<string, (pem: Buffer) => unknown>([
  ['tlscafile', (pem) => createSecureContext({ cert: pem })],
  ['usercertfile', (pem) => createSecureContext({ cert: pem })],
  ['userkeyfile', (pem) => createPrivateKey(pem)],
]);

/** Whether the files that it names can be read, and are what they are taken for. @throws InvalidLocation */
export function checkFiles(connectionString: string): void {
  const { options = '' } = FORM.exec(connectionString)?.groups ?? {};
  for (const option of options.split('&')) {
    const [name = '', value = ''] = option.split('=');
    const read = FILES.get(flat(name));
    if (read !== undefined) checkFile(name, decodeURIComponent(value), read);
  }
}

function checkFile(option: string, path: string, read: (pem: Buffer) => unknown): void {
  let pem: Buffer;
  try {
    pem = readFileSync(path);
  } catch {
    throw new InvalidLocation(`has an option ${option}, whose file ${path} cannot be read`);
  }
  try {
    read(pem);
  } catch {
    const wanted = flat(option) === 'userkeyfile' ? 'private key' : 'certificate';
    throw new InvalidLocation(`has an option ${option}, whose file ${path} holds no ${wanted} in PEM`);
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
