import { ValidateBy } from './validators';

export const TEXT_LENGTH = 'textLength';

/** Length in Unicode code points, as JSON Schema counts it (class-validator's own `Length` leaves variation selectors out). */
export const codePoints = (text: string): number => {
  let count = 0;
  for (let i = 0; i < text.length; i += (text.codePointAt(i) ?? 0) > 0xffff ? 2 : 1) count += 1;
  return count;
};

/** A string of `min` to `max` code points. */
export const TextLength = (min: number, max: number): PropertyDecorator =>
  ValidateBy({
    name: TEXT_LENGTH,
    constraints: [min, max],
    validator: {
      validate: (value: unknown) => {
        if (typeof value !== 'string') return false;
        const length = codePoints(value);
        return length >= min && length <= max;
      },
      defaultMessage: () => `$property must be a text of ${min} to ${max} characters`,
    },
  });
