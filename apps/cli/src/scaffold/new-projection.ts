import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CommandFailed } from '../explain';
import { isProjectionName, projectionName, renamed } from './projection-name';

const template = projectionName('template-name');
const templateFolder = join('apps', 'cli', 'templates', template.kebab);
const listFile = join('projections', 'list.ts');

/**
 * Makes `projections/<name>` from the template and adds its line to the list. Returns the folder, relative to the root.
 * @param root of a clone of the project
 * @throws CommandFailed where the name is none or is taken, or where there are no sources
 */
export function newProjection(root: string, name: string): string {
  const folder = join('projections', name);
  checkName(name);
  if (!existsSync(join(root, listFile)) || !existsSync(join(root, templateFolder)))
    throw new CommandFailed(`${root} holds no sources of Rapport. Run this in a clone of the project.`);
  if (isTaken(root, name))
    throw new CommandFailed(`There is a projection "${name}" already, or a folder for it: ${folder}.`);
  mkdirSync(join(root, folder));
  for (const file of readdirSync(join(root, templateFolder))) copy(root, file, name);
  addToList(join(root, listFile), name);
  return folder;
}

function checkName(name: string): void {
  if (!isProjectionName(name))
    throw new CommandFailed(
      `"${name}" is no name for a projection. It takes two or more words of a-z and 0-9 with hyphens between them, 64 characters at most, such as promise-keeping.`,
    );
}

const isTaken = (root: string, name: string): boolean =>
  existsSync(join(root, 'projections', name)) ||
  readFileSync(join(root, listFile), 'utf8').includes(`'./${name}'`);

function copy(root: string, file: string, name: string): void {
  const to = projectionName(name);
  const text = renamed(readFileSync(join(root, templateFolder, file), 'utf8'), template, to);
  // In the template the unwritten test is expected to fail, so that its own specs pass.
  const asked = text.replaceAll('it.failing(', 'it(');
  writeFileSync(join(root, 'projections', name, renamed(file, template, to)), asked);
}

/** Keeps the lines in order of their names. */
function addToList(file: string, name: string): void {
  const [comment = '', ...lines] = readFileSync(file, 'utf8').trimEnd().split('\n');
  const added = [...lines, `export * as ${projectionName(name).camel} from './${name}';`].sort();
  writeFileSync(file, `${[comment, ...added].join('\n')}\n`);
}
