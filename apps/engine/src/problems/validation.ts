import { ValidationPipe, type ArgumentMetadata, type ValidationError } from '@nestjs/common';
import type { Problem } from '@rapport/projection';
import { messagesOf } from '@rapport/projection/http';
import { problem } from './problem';

/** One mistake; `path` is where: `total.amountMinor`. */
export interface Mistake {
  readonly path: string;
  readonly message: string;
}

export function validationFailed(errors: readonly Mistake[]): Problem {
  const [first] = errors;
  const more = errors.length > 1 ? ` (and ${errors.length - 1} more)` : '';
  return problem('validation-failed', `${first?.message ?? 'The request is not valid'}${more}.`, { errors });
}

/** What class-validator found, flat. */
export function mistakes(errors: readonly ValidationError[], parent?: string): Mistake[] {
  return errors.flatMap(({ property, constraints, children }) => {
    const path = parent === undefined ? property : `${parent}.${property}`;
    const own = messagesOf(property, constraints ?? {}).map((message) => ({ path, message }));
    return [...own, ...mistakes(children ?? [], path)];
  });
}

/** Takes no body at all for an empty one; null is not. */
class BodyPipe extends ValidationPipe {
  override transform(body: unknown, metadata: ArgumentMetadata): Promise<unknown> {
    if (body === null) throw validationFailed([{ path: '', message: 'The body must be a JSON object' }]);
    return super.transform(body, metadata);
  }
}

/** Turns a body into its DTO; unknown members are refused. For bodies that are not commands: those are checked faster. */
export const validBody = new BodyPipe({
  transform: true,
  whitelist: true,
  forbidNonWhitelisted: true,
  stopAtFirstError: true,
  exceptionFactory: (errors: ValidationError[]) => validationFailed(mistakes(errors)),
});
