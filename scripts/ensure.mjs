// Installs what the lockfile asks for and, with --build, builds what the sources ask for; does nothing when both are fresh.
// Depends on nothing but Node, so that it runs on a bare clone.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = dirname(dirname(fileURLToPath(import.meta.url)));
const installStamp = join(root, 'node_modules', '.rapport-install');
const buildStamp = join(root, 'dist', '.rapport-build');
const builtFrom = ['apps', 'libs', 'projections', 'bench', 'examples'];

const hash = (parts) => parts.reduce((h, part) => h.update(part), createHash('sha256')).digest('hex');
const read = (path) => (existsSync(path) ? readFileSync(path, 'utf8') : '');

function filesBelow(folder) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && /\.(ts|json|yaml)$/.test(entry.name))
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name))
    .sort();
}

function sourcesHash() {
  const files = builtFrom.flatMap((folder) => filesBelow(join(root, folder)));
  const stamps = files.map((file) => `${file}:${statSync(file).size}:${hash([readFileSync(file)])}`);
  const settings = ['tsconfig.json', 'tsconfig.build.json', 'nest-cli.json'].map((name) =>
    read(join(root, name)),
  );
  return hash([...settings, read(installStamp), ...stamps]);
}

function run(what, command, args) {
  process.stderr.write(`rapport: ${what}\n`);
  // The output goes to stderr: stdout belongs to the command that asked.
  const done = spawnSync(command, args, {
    cwd: root,
    stdio: ['ignore', 2, 2],
    shell: process.platform === 'win32',
  });
  if (done.status !== 0) {
    process.stderr.write(
      `rapport: "${command} ${args.join(' ')}" failed. Mend what it reports above and try again.\n`,
    );
    process.exit(done.status ?? 1);
  }
}

/** Documents that the code reads beside itself stand in the same place of the build. */
function copyAssets() {
  for (const file of filesBelow(join(root, 'libs')).filter((name) => !name.endsWith('.ts')))
    cpSync(file, join(root, 'dist', relative(root, file)));
}

export function ensure({ build }) {
  const wanted = hash([readFileSync(join(root, 'package-lock.json'))]);
  if (read(installStamp) !== wanted) {
    run('installing dependencies (once)', 'npm', [
      'install',
      '--no-audit',
      '--no-fund',
      '--no-save',
      '--loglevel=error',
    ]);
    writeFileSync(installStamp, wanted);
  }
  if (!build) return;
  const sources = sourcesHash();
  if (read(buildStamp) === sources) return;
  run('building', join(root, 'node_modules', '.bin', 'node'), [
    join(root, 'node_modules', '@nestjs', 'cli', 'bin', 'nest.js'),
    'build',
  ]);
  copyAssets();
  mkdirSync(dirname(buildStamp), { recursive: true });
  writeFileSync(buildStamp, sources);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) ensure({ build: process.argv.includes('--build') });
