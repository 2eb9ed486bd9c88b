import { Problem } from './problem';

export interface InvalidValue {
  /** The parameter, or the member of a body. */
  readonly path: string;
  readonly message: string;
}

/** A 400 that names each value that is not of the form that it should have. */
export const invalidQuery = (errors: readonly InvalidValue[]): Problem =>
  new Problem({
    status: 400,
    code: 'validation-failed',
    title: 'The request is not valid',
    detail: errors.map(({ message }) => `${message}.`).join(' '),
    extra: { errors },
  });
