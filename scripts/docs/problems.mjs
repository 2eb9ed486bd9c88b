import ts from 'typescript';
import { parse, sourceFiles } from './comments.mjs';
import { built, code, table } from './markdown.mjs';

const literal = (object, name) =>
  object.properties.find((each) => ts.isPropertyAssignment(each) && each.name.getText() === name)
    ?.initializer;

/** A problem that is stated in the code as `{status: 503, code: '…', title: '…'}`. */
function stated(node) {
  if (!ts.isObjectLiteralExpression(node)) return undefined;
  const [status, name, title] = ['status', 'code', 'title'].map((field) => literal(node, field));
  const whole = status && name && title && ts.isStringLiteral(name) && ts.isStringLiteral(title);
  return whole ? [name.text, { status: Number(status.getText()), title: title.text }] : undefined;
}

function problemsBelow(folder) {
  const found = [];
  const visit = (node) => {
    const problem = stated(node);
    if (problem) found.push(problem);
    ts.forEachChild(node, visit);
  };
  for (const file of sourceFiles(folder)) visit(parse(file));
  return found;
}

/** Every problem that is not a rule of the domain: those of the engine, and those of questions to read models. */
export async function problems() {
  const { problemCodes } = await built('apps/engine/src/problems/codes');
  const position = { status: 400, title: 'Not a position of this log' };
  const all = new Map([
    ...Object.entries(problemCodes),
    ...problemsBelow('libs/projection/src'),
    ...problemsBelow('projections'),
    ['foreign-position', position],
    ['malformed-position', position],
  ]);
  const rows = [...all].map(([name, { status, title }]) => [code(name), status, title]);
  rows.sort(([a, first], [b, second]) => first - second || (a < b ? -1 : 1));
  return table(['code', 'status', 'title'], rows);
}
