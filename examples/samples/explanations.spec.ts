import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';

const read = (file: string): string => readFileSync(join(__dirname, '../..', file), 'utf8');

interface Levels {
  readonly opinions: {
    readonly trust: { readonly levels: readonly { name: string; when?: readonly string[] }[] };
  };
}

describe('the explanation of trust', () => {
  const page = read('docs/explanation/trust.md').replaceAll(/ +/g, ' ');
  const { levels } = (parse(read('libs/policy/default-policy.yaml')) as Levels).opinions.trust;

  it.each(levels)('shows level $name as the default policy has it', ({ name, when = [] }) => {
    const conditions = when.map((condition) => `\`${condition}\``).join(' and ') || 'everything else';
    expect(page).toContain(`| \`${name}\` | ${conditions} |`);
  });
});
