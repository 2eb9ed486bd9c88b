import 'reflect-metadata';
import { applyDecorators } from './apply-decorators';
import { DAY_PATTERN, INSTANT_PATTERN } from './calendar';
import { Mark } from './mark';
import { TextLength } from './text-length';
import { IsBoolean, IsIn, IsInt, IsNumber, Matches, Max, Min, ValidateIf } from './validators';

const ID_PATTERN = /^[A-Za-z0-9._:-]{1,128}$/u;
const KIND_PATTERN = /^[a-z0-9]+(?:-[a-z0-9]+)*$/u;
const CURRENCY_PATTERN = /^[A-Z]{3}$/u;

/** May be absent. Unlike `IsOptional` it lets no `null` through: absent has one spelling. */
export const Optional = (): PropertyDecorator => ValidateIf((_object, value) => value !== undefined);

export const ids = new Mark();

/** The id of a thing within its journey. */
export const Id = (): PropertyDecorator =>
  applyDecorators(
    ids.put(),
    Matches(ID_PATTERN, { message: '$property must be 1 to 128 characters of A-Z a-z 0-9 . _ : -' }),
  );

/** Free text; always personal too, since people write names into it. */
export const Text = (): PropertyDecorator => TextLength(1, 2000);

/** A name that somebody gave: a touchpoint, a product, a team. */
export const Label = (): PropertyDecorator => TextLength(1, 200);

/** A kind in kebab case, up to 64 characters: `call-back`. */
export const Kind = (): PropertyDecorator =>
  applyDecorators(
    Matches(KIND_PATTERN, { message: '$property must be in kebab case, like call-back' }),
    TextLength(1, 64),
  );

export const OneOf = (values: readonly string[]): PropertyDecorator => IsIn(values);
export const Flag = (): PropertyDecorator => IsBoolean();

/** A finite number, `min` and `max` included. */
export const Between = (min: number, max: number): PropertyDecorator =>
  applyDecorators(Min(min), Max(max), IsNumber());

/** A whole number that a double holds exactly. (`IsInt` last: the compiled schema takes its type from the last one.) */
export const Whole = (min: number = Number.MIN_SAFE_INTEGER): PropertyDecorator =>
  applyDecorators(Min(min), Max(Number.MAX_SAFE_INTEGER), IsInt());

/** Any finite number. */
export const Finite = (): PropertyDecorator => IsNumber();

/** ISO 8601 in UTC: `2018-02-28T17:05:00Z`. */
export const Instant = (): PropertyDecorator =>
  Matches(INSTANT_PATTERN, { message: '$property must be an instant in UTC like 2018-02-28T17:05:00Z' });

/** A calendar date: `2018-02-28`. */
export const Day = (): PropertyDecorator =>
  Matches(DAY_PATTERN, { message: '$property must be a date like 2018-02-28' });

/** ISO 4217: `EUR`. */
export const Currency = (): PropertyDecorator =>
  Matches(CURRENCY_PATTERN, { message: '$property must be a currency code like EUR' });
