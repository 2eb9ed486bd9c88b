import { ValidationTypes } from 'class-validator';
import type { ValidationMetadata } from 'class-validator/types/metadata/ValidationMetadata';
import { targetConstructorToSchema } from 'class-validator-jsonschema';
import type { Class } from '../kernel/class';
import { nestedClass } from '../payload/nested';
import type { Mark } from '../payload/mark';
import { TEXT_LENGTH } from '../payload/text-length';

/** A JSON Schema (draft 7 vocabulary) as payload classes compile to: self-contained, closed objects. */
export interface JsonSchema {
  readonly type?: string;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean;
  readonly items?: JsonSchema;
  readonly enum?: readonly (string | number | boolean)[];
  readonly pattern?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
}

/** What `ResolutionConfirmed` and its likes say about their data, compiled from the decorators of the class and its bases. */
export function jsonSchema(payload: Class<object>): JsonSchema {
  return { ...(targetConstructorToSchema(payload, options) as JsonSchema), additionalProperties: false };
}

/** Paths of the marked fields, with `personal`: `identity.key`, `source.externalId`. */
export function markedPaths(payload: Class<object>, mark: Mark): readonly string[] {
  const prototype = payload.prototype as object;
  return Object.keys(jsonSchema(payload).properties ?? {})
    .flatMap((property) => {
      const inner = nestedClass(prototype, property);
      if (inner !== undefined) return markedPaths(inner, mark).map((path) => `${property}.${path}`);
      return mark.isOn(prototype, property) ? [property] : [];
    })
    .sort();
}

type Converted = ReturnType<typeof targetConstructorToSchema>;

const options = {
  additionalConverters: {
    [TEXT_LENGTH]: ({ constraints }: ValidationMetadata) => {
      const [minLength, maxLength] = constraints as [number, number];
      return { type: 'string' as const, minLength, maxLength };
    },
    [ValidationTypes.NESTED_VALIDATION]: inlineNested,
    // A validator that the library does not know must not become "accept anything".
    [ValidationTypes.CUSTOM_VALIDATION]: ({ type, propertyName }: ValidationMetadata) => {
      throw new Error(`No JSON Schema is known for the validator ${type} of ${propertyName}.`);
    },
  },
};

function inlineNested({ target, propertyName }: ValidationMetadata): Converted {
  const inner =
    typeof target === 'function' ? nestedClass(target.prototype as object, propertyName) : undefined;
  if (inner === undefined) throw new Error(`${propertyName} is nested without @Nested or @NestedList.`);
  return jsonSchema(inner) as Converted;
}
