import { ValidationPipe, type ValidationError } from '@nestjs/common';
import { invalidQuery, type InvalidValue } from './invalid-query';

/** Turns query parameters into the DTO of a question, `@Query(validQuery) query: …`. Unknown parameters are refused. */
export const validQuery = new ValidationPipe({
  transform: true,
  whitelist: true,
  forbidNonWhitelisted: true,
  exceptionFactory: (errors: ValidationError[]) => invalidQuery(errors.flatMap(faults)),
});

const faults = ({ property, constraints = {} }: ValidationError): InvalidValue[] =>
  messagesOf(property, constraints).map((message) => ({ path: property, message }));

/** What class-validator has against a property, in words that also say which one is meant where nobody knows it. */
export const messagesOf = (property: string, constraints: Readonly<Record<string, string>>): string[] =>
  Object.entries(constraints).map(([rule, message]) =>
    rule === 'whitelistValidation' ? `${property} is not known here` : message,
  );
