import type { ValidationMetadata } from 'class-validator/types/metadata/ValidationMetadata';
import { createRequire } from 'node:module';
import type { Class } from '../kernel/class';
import { nestedFields } from '../payload/nested';
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

/** For what is loaded when a schema is first asked for: it takes 70 ms, and threads that only fold never ask. */
const load = createRequire(__filename);

/** What `ResolutionConfirmed` and its likes say about their data, compiled from the decorators of the class and its bases. */
export function jsonSchema(payload: Class<object>): JsonSchema {
  const { ValidationTypes } = load('class-validator') as typeof import('class-validator');
  const { targetConstructorToSchema } = load(
    'class-validator-jsonschema',
  ) as typeof import('class-validator-jsonschema');
  const additionalConverters = {
    [TEXT_LENGTH]: textLength,
    [ValidationTypes.NESTED_VALIDATION]: inlineNested,
    [ValidationTypes.CUSTOM_VALIDATION]: refuseUnknown,
  };
  const schema = targetConstructorToSchema(payload, { additionalConverters }) as JsonSchema;
  return { ...schema, additionalProperties: false };
}

function textLength({ constraints }: ValidationMetadata) {
  const [minLength, maxLength] = constraints as [number, number];
  return { type: 'string' as const, minLength, maxLength };
}

/** A validator that the library does not know must not become "accept anything". */
function refuseUnknown({ type, propertyName }: ValidationMetadata): never {
  throw new Error(`No JSON Schema is known for the validator ${type} of ${propertyName}.`);
}

type Converted = ReturnType<(typeof import('class-validator-jsonschema'))['targetConstructorToSchema']>;

function inlineNested({ target, propertyName }: ValidationMetadata): Converted {
  const inner =
    typeof target === 'function' ? nestedFields(target.prototype as object).get(propertyName) : undefined;
  if (inner === undefined) throw new Error(`${propertyName} is nested without @Nested or @NestedList.`);
  return jsonSchema(inner) as Converted;
}
