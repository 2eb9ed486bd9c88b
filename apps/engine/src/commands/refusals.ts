import type { UnknownOutcome } from '@rapport/event-store';
import type { Rejection } from '@rapport/journey';
import { Problem } from '@rapport/projection';
import { maxAttempts } from '../http/limits';
import { problemCodes } from '../problems/codes';
import { problem } from '../problems/problem';

/** A rule's refusal: its code is the rule's own. */
export function ruleRefused({ code, rule, detail, accepted, event }: Rejection): Problem {
  const against = event && { event: { ...event, occurredAt: new Date(event.occurredAt).toISOString() } };
  return new Problem({
    ...problemCodes['rule-refused'],
    code,
    detail,
    extra: { rule, accepted, ...against },
  });
}

export const commandIdReused = (commandId: string): Problem =>
  problem(
    'command-id-reused',
    'This journey has recorded another command under the same id: another name, occurredAt or payload. Give each command its own.',
    { commandId },
  );

export const conflictNotResolved = (): Problem =>
  problem(
    'conflict-not-resolved',
    `The journey changed ${maxAttempts} times while the command was decided. Send it again under the same command id.`,
  );

/** The client's own id for the command, or the one that it got here: under it the command is done once. */
export function unknownOutcome(commandId: string, cause?: UnknownOutcome): Problem {
  const found = problem(
    'unknown-outcome',
    'The event log broke off or hangs while it records the command, which it may or may not have done. Send it again under this command id: it is done once.',
    { commandId },
  );
  found.cause = cause;
  return found;
}
