import { ValidationPipe, type ValidationError } from '@nestjs/common';
import { Problem } from './problem';

interface Fault {
  readonly path: string;
  readonly message: string;
}

/** A 400 that names each parameter at fault. */
export const invalidQuery = (errors: readonly Fault[]): Problem =>
  new Problem({
    status: 400,
    code: 'validation-failed',
    title: 'The request is not valid',
    detail: errors.map(({ message }) => `${message}.`).join(' '),
    extra: { errors },
  });

/** Turns query parameters into the DTO of a question, `@Query(validQuery) query: …`. Unknown parameters are refused. */
export const validQuery = new ValidationPipe({
  transform: true,
  whitelist: true,
  forbidNonWhitelisted: true,
  exceptionFactory: (errors: ValidationError[]) => invalidQuery(errors.flatMap(faults)),
});

const faults = ({ property, constraints = {} }: ValidationError): Fault[] =>
  Object.values(constraints).map((message) => ({ path: property, message }));
