import { checkEscapes } from './escapes';
import { InvalidLocation } from './invalid-location';
import { certificateIn, keyIn, UnusableFile } from './pem';

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

/** Whether the files that it names can be read, and are what they are taken for. @throws InvalidLocation */
export function checkFiles(connectionString: string): void {
  const { options = '' } = FORM.exec(connectionString)?.groups ?? {};
  const files = new Map(options.split('&').map(fileNamed));
  checkFile(files.get('tlscafile'), certificateIn);
  const certificate = files.get('usercertfile');
  checkFile(certificate, certificateIn);
  checkFile(files.get('userkeyfile'), (file) => keyIn(file, certificate?.path ?? ''));
}

interface NamedFile {
  readonly option: string;
  readonly path: string;
}

function fileNamed(option: string): [string, NamedFile] {
  const [name = '', value = ''] = option.split('=');
  return [flat(name), { option: name, path: decodeURIComponent(value) }];
}

function checkFile(file: NamedFile | undefined, read: (path: string) => Buffer): void {
  if (file === undefined) return;
  try {
    read(file.path);
  } catch (error) {
    if (!(error instanceof UnusableFile)) throw error;
    throw new InvalidLocation(`has an option ${file.option}, whose file ${file.path} ${error.message}`);
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
