import { constants } from './comments.mjs';
import { built, code, lines, table } from './markdown.mjs';

const sources = {
  'The engine': 'apps/engine/src/http/limits',
  'The event store': 'libs/event-store/src/limits',
};

const number = (value) => (typeof value === 'number' ? value.toLocaleString('en-US') : JSON.stringify(value));

/** Every limit is a named constant with its reason beside it. */
export async function limits() {
  const sections = [];
  for (const [title, source] of Object.entries(sources)) {
    const values = await built(source);
    const rows = constants(`${source}.ts`).map(([name, why]) => {
      if (why === '') throw new Error(`${source}.ts does not say why ${name} is what it is.`);
      return [code(name), number(values[name]), why];
    });
    sections.push(
      `## ${title}`,
      '',
      `From \`${source}.ts\`.`,
      '',
      table(['limit', 'value', 'why'], rows),
      '',
    );
  }
  return lines(
    '# Limits',
    '',
    'What is bounded, and why. Names that end in `Bytes`, `Ms` or `Events` say the unit. Questions wait for `waitFor` at most five seconds. Limits of single fields stand with the [commands](commands.md).',
    '',
    sections,
  );
}
