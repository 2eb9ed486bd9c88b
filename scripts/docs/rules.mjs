import { built, code, lines } from './markdown.mjs';

/** Every rule, from the journey library. */
export async function rules() {
  const { rules, commandNames } = await built('libs/journey/src/index');
  const guarded = (commands) =>
    commands.length === commandNames.length
      ? 'every command'
      : commands.map((command) => `[${code(command)}](commands.md#${command})`).join(', ');
  const sections = rules()
    .toSorted((a, b) => (a.code < b.code ? -1 : 1))
    .flatMap(({ code: name, rule, commands }) => [
      `## ${name}`,
      '',
      rule,
      '',
      `May refuse ${guarded(commands)}.`,
      '',
    ]);
  return lines(
    '# Rules',
    '',
    'A command that breaks a rule is refused with HTTP status 409 and a problem document: `code` is the name below and stays stable, `rule` is the sentence, `accepted` says what would be accepted instead.',
    '',
    'A rule judges an event against the journey as it stood just before it. So a late command is judged at its own place in time; see [order and time](../explanation/order-and-time.md).',
    '',
    sections,
  );
}
