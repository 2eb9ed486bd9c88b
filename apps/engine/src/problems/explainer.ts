import type { Problem } from '@rapport/projection';
import { randomUUID } from 'node:crypto';
import type { Logger } from 'pino';
import { describeError } from '../logging/describe-error';
import { problem } from './problem';
import { toProblem } from './to-problem';

/** Says as which problem an error is told, and logs what nobody is told. */
export class Explainer {
  constructor(private readonly logger: Logger) {}

  /** An internal error's `instance` is in the answer and in the log, so that one leads to the other; nothing else is told. */
  explain(error: unknown, requestId?: string): Problem {
    const known = toProblem(error);
    if (known?.cause !== undefined)
      this.logger.error({ code: known.code, requestId, ...describeError(known.cause) }, known.title);
    if (known !== undefined) return known;
    const instance = `urn:uuid:${randomUUID()}`;
    this.logger.error({ instance, requestId, ...describeError(error) }, 'internal error');
    return problem('internal-error', 'The engine failed to answer. Its log says more under this instance.', {
      instance,
    });
  }
}
