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
  Object.values(constraints).map((message) => ({ path: property, message }));
