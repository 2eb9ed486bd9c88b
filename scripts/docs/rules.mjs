import { built, code, lines } from './markdown.mjs';

/** Rules that every command is under, beside its own guards. */
async function commonRules() {
  const { timeRule } = await built('libs/journey/src/decide/time-guard');
  const { contradictionRule } = await built('libs/journey/src/decide/judge');
  return [timeRule, contradictionRule].flatMap(({ code: name, rule }) => [
    `## ${name}`,
    '',
    rule,
    '',
    'Guards every command.',
    '',
  ]);
}

/** Every rule, from the guards of the commands. */
export async function rules() {
  const { catalogue } = await built('libs/journey/src/index');
  const found = new Map();
  for (const { name, definition } of Object.values(catalogue.commands)) {
    for (const guard of definition.guards) {
      const known = found.get(guard.code) ?? { rule: guard.rule, commands: [] };
      found.set(guard.code, { ...known, commands: [...known.commands, name] });
    }
  }
  const sections = [...found]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([name, { rule, commands }]) => [
      `## ${name}`,
      '',
      rule,
      '',
      `Guards ${commands.map((command) => `[${code(command)}](commands.md#${command})`).join(', ')}.`,
      '',
    ]);
  return lines(
    '# Rules',
    '',
    'A command that breaks a rule is refused with HTTP status 409 and a problem document: `code` is the name below and stays stable, `rule` is the sentence, `accepted` says what would be accepted instead.',
    '',
    'A rule judges an event against the journey as it stood just before it. So a late command is judged at its own place in time; see [order and time](../explanation/order-and-time.md).',
    '',
    await commonRules(),
    sections,
  );
}
