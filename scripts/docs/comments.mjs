import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { root } from '../ensure.mjs';

const comment = (node) =>
  ts
    .getJSDocCommentsAndTags(node)
    .filter(ts.isJSDoc)
    .map((doc) => ts.getTextOfJSDocComment(doc.comment) ?? '')
    .join(' ')
    .replaceAll(/\s+/g, ' ')
    .trim();

/** The TypeScript files below a folder, specs left out, as paths in order. */
export const sourceFiles = (folder) =>
  readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /(?<!spec)\.ts$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();

export const parse = (file) =>
  ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true);

/** The docstrings of the classes below a folder: name -> {comment, fields: {name -> comment}}, inherited fields included. */
export function classComments(folder) {
  const classes = new Map();
  for (const file of sourceFiles(folder)) {
    parse(file).forEachChild((node) => {
      if (!ts.isClassDeclaration(node) || node.name === undefined) return;
      const parent = node.heritageClauses?.[0]?.types[0]?.expression.getText();
      const fields = node.members
        .filter(ts.isPropertyDeclaration)
        .map((member) => [member.name.getText(), comment(member)]);
      classes.set(node.name.text, { comment: comment(node), parent, fields: Object.fromEntries(fields) });
    });
  }
  const whole = ({ comment, parent, fields }) => {
    const inherited = classes.has(parent) ? whole(classes.get(parent)) : { comment: '', fields: {} };
    return { comment: comment || inherited.comment, fields: { ...inherited.fields, ...fields } };
  };
  return new Map([...classes].map(([name, own]) => [name, whole(own)]));
}

/** The exported constants of a source file: [name, its docstring, its text]. */
export function constants(file) {
  const found = [];
  parse(join(root, file)).forEachChild((node) => {
    if (!ts.isVariableStatement(node) || !node.modifiers?.some((m) => m.kind === ts.SyntaxKind.ExportKeyword))
      return;
    for (const { name } of node.declarationList.declarations) found.push([name.getText(), comment(node)]);
  });
  return found;
}
