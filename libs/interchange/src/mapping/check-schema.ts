import { Ajv, type ErrorObject } from 'ajv';
import type { MappingFault } from './fault';
import schema from './mapping.schema.json';
import { unknownName } from './nearest';
import type { MappingText, Path } from './mapping-text';

const validate = new Ajv({ allErrors: true, verbose: true, allowUnionTypes: true }).compile(schema);

/** What in the text breaks the schema, each fault saying what would be right. */
export function schemaFaults(text: MappingText): readonly MappingFault[] {
  const value = text.value;
  if (!isObject(value)) return [text.fault([], noMapping)];
  if (validate(value)) return [];
  return (validate.errors ?? [])
    .filter(({ keyword }) => keyword !== 'propertyNames')
    .map((error) => faultOf(text, value, error));
}

const isObject = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const noMapping =
  'This is no mapping: it has no settings such as `mapping`, `tables` and `rows`. Start from one in examples/mappings.';

function faultOf(text: MappingText, value: unknown, error: ErrorObject): MappingFault {
  const path = pathOf(error.instancePath, value);
  const params = error.params as Readonly<Record<string, unknown>>;
  const parent = (error.parentSchema ?? {}) as SchemaPart;
  switch (error.keyword) {
    case 'additionalProperties': {
      const key = String(params.additionalProperty);
      return text.keyFault(path, key, unknownName('setting', key, Object.keys(parent.properties ?? {})));
    }
    case 'required': {
      const key = String(params.missingProperty);
      const meaning = parent.properties?.[key]?.description ?? '';
      return text.fault(path, `\`${key}\` is missing here. ${meaning}`);
    }
    case 'enum':
      return text.fault(
        path,
        `This is one of: ${(params.allowedValues as string[]).join(', ')}. ${parent.description ?? ''}`,
      );
    case 'pattern':
      return error.propertyName === undefined
        ? text.fault(path, `${expected(path, error)}. ${parent.description ?? ''}`)
        : text.keyFault(
            path,
            error.propertyName,
            `\`${error.propertyName}\` is no name here: write ${parent.description ?? 'another'}.`,
          );
    default:
      return text.fault(path, `${expected(path, error)}. ${parent.description ?? ''}`);
  }
}

interface SchemaPart {
  readonly description?: string;
  readonly properties?: Readonly<Record<string, { readonly description?: string }>>;
}

const expected = (path: Path, { message }: ErrorObject): string =>
  `\`${path.at(-1) ?? 'The mapping'}\` ${(message ?? 'is not valid').replace(/^must be (?=[aeiou])/, 'must be an ')}`;

/** A JSON pointer as a path; whether a part is an index depends on what it points into. */
function pathOf(pointer: string, root: unknown): Path {
  let value = root;
  return pointer
    .split('/')
    .slice(1)
    .map((part) => {
      const key = Array.isArray(value) ? Number(part) : part.replaceAll('~1', '/').replaceAll('~0', '~');
      value = (value as Readonly<Record<string | number, unknown>> | undefined)?.[key];
      return key;
    });
}
