import type { CommandName } from '@rapport/journey';
import { compilePolicy, defaultPolicyText, parsePolicy, PolicyRegistry } from '@rapport/policy';
import { bodyHash } from '../src/commands/body-hash';
import { commandClasses, type JourneyCommand } from '../src/commands/journey-command';

const noon = Date.UTC(2024, 4, 1, 12);

/** The default policy as version 1. */
export const policies = (): PolicyRegistry =>
  new PolicyRegistry([compilePolicy(parsePolicy(defaultPolicyText()), 1)]);

/** A clock that is later than every command of the specs. */
export const now = (): number => noon + 86_400_000;

/** A command on journey `j`, in order of the minutes. */
export function command(commandId: string, name: CommandName, payload: object, minute = 0): JourneyCommand {
  const payloadText = JSON.stringify(payload);
  const hash = bodyHash(name, undefined, payloadText);
  return new commandClasses[name]({
    journeyId: 'j',
    commandId,
    bodyHash: hash,
    occurredAt: noon + minute * 60_000,
    payload,
    payloadText,
  });
}
