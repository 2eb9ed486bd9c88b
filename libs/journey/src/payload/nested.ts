import { Type } from 'class-transformer';
import type { Class } from '../kernel/class';
import { applyDecorators } from './apply-decorators';
import { lineage } from './lineage';
import { IsArray, IsObject, ValidateNested } from './validators';

const nested = new WeakMap<object, Map<string, Class<object>>>();

const remember =
  (type: () => Class<object>): PropertyDecorator =>
  (prototype, property) => {
    const fields = nested.get(prototype) ?? new Map<string, Class<object>>();
    nested.set(prototype, fields.set(String(property), type()));
  };

/** An object of another payload class. */
export const Nested = (type: () => Class<object>): PropertyDecorator =>
  applyDecorators(remember(type), IsObject(), ValidateNested(), Type(type));

/** A list of objects of another payload class. */
export const NestedList = (type: () => Class<object>): PropertyDecorator =>
  applyDecorators(
    remember(type),
    IsArray(),
    IsObject({ each: true }),
    ValidateNested({ each: true }),
    Type(type),
  );

/** The nested properties of a payload class, and of those it extends, with the payload classes behind them. */
export const nestedFields = (prototype: object): ReadonlyMap<string, Class<object>> =>
  new Map(
    lineage(prototype)
      .toReversed()
      .flatMap((at) => [...(nested.get(at) ?? [])]),
  );
