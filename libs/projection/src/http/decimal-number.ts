import { Transform } from 'class-transformer';

const decimal = /^-?\d{1,15}(\.\d{1,15})?$/;

/** Reads a query parameter as a number where it is written as one, in decimal; what is not is left for `IsInt` to refuse. */
export const DecimalNumber = (): PropertyDecorator =>
  Transform(({ value }: { value: unknown }) =>
    typeof value === 'string' && decimal.test(value) ? Number(value) : value,
  );
