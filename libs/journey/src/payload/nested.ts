import { Type } from 'class-transformer';
import type { Class } from '../kernel/class';
import { applyDecorators } from './apply-decorators';
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

/** The payload class behind a nested property of a class or of one it extends. */
export function nestedClass(prototype: object, property: string): Class<object> | undefined {
  for (let at: object | null = prototype; at !== null; at = Reflect.getPrototypeOf(at)) {
    const found = nested.get(at)?.get(property);
    if (found !== undefined) return found;
  }
  return undefined;
}
