import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';

/** A service of `docker-compose.yml`, as far as the specs look at it. */
export interface ComposeService {
  readonly image?: string;
  readonly build?: string;
  readonly profiles?: readonly string[];
  readonly environment?: Readonly<Record<string, string | number>>;
  readonly depends_on?: readonly string[] | Readonly<Record<string, object>>;
  readonly volumes?: readonly string[];
  readonly configs?: readonly { readonly source: string }[];
  readonly secrets?: readonly string[];
  readonly read_only?: boolean;
  readonly cap_drop?: readonly string[];
}

export interface ComposeFile {
  readonly services: Readonly<Record<string, ComposeService>>;
  readonly volumes: Readonly<Record<string, unknown>>;
  readonly configs: Readonly<Record<string, { readonly content: string }>>;
  readonly secrets: Readonly<Record<string, unknown>>;
}

type Environment = Readonly<Record<string, string | undefined>>;

const path = join(__dirname, '../../../../docker-compose.yml');

/** The file as Compose understands it where these variables are set. @throws Error where a variable that it demands is not */
export const composeFile = (env: Environment): ComposeFile =>
  parse(interpolated(readFileSync(path, 'utf8'), env), { merge: true }) as ComposeFile;

/** `$$`, `${NAME:-default}` and `${NAME:?what is wrong}`: the forms that the file uses. */
function interpolated(text: string, env: Environment): string {
  const withoutComments = text.replace(/^ *#.*$/gm, '');
  return withoutComments.replace(
    /\$(?:\$|\{(\w+)(?::([-?])([^}]*))?\})/g,
    (_: string, name: string | undefined, kind: string | undefined, rest: string | undefined) => {
      if (name === undefined) return '$';
      const value = env[name];
      if (value) return value;
      if (kind === '?') throw new Error(`${name}: ${rest ?? ''}`);
      return kind === '-' ? (rest ?? '') : '';
    },
  );
}
