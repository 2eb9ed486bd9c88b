import type * as AjvModule from 'ajv';
import type { ErrorObject, ValidateFunction } from 'ajv';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { within, type PolicyFault } from './fault';

/** The JSON Schema of policy documents; it lies beside `src`, in the sources as in the build. */
export const policySchema = JSON.parse(
  readFileSync(join(__dirname, '..', 'policy.schema.json'), 'utf8'),
) as object;

let compiled: ValidateFunction | undefined;

/** Loaded and compiled when it is used: threads that are handed policies that were checked before have no need of it. */
function schema(): ValidateFunction {
  const { Ajv } = createRequire(__filename)('ajv') as typeof AjvModule;
  const ours = { meta: false, validateSchema: false, code: { optimize: false } }; // a spec holds it against its own schema; it is hardly run
  return (compiled ??= new Ajv({ allErrors: true, verbose: true, strictTuples: false, ...ours }).compile(
    policySchema,
  ));
}

/** What the schema has against a document; empty where it is a PolicyDocument. */
export function schemaFaults(document: unknown): PolicyFault[] {
  const validate = schema();
  if (validate(document)) return [];
  return (validate.errors ?? []).filter(({ keyword }) => keyword !== 'propertyNames').map(faultOf);
}

function faultOf(error: ErrorObject): PolicyFault {
  const params = error.params as Readonly<Record<string, unknown>>;
  switch (error.keyword) {
    case 'additionalProperties': {
      const key = String(params.additionalProperty);
      return {
        path: within(error.instancePath, key),
        message: `Unknown key; known here: ${knownKeys(error)}.`,
      };
    }
    case 'required':
      return {
        path: error.instancePath,
        message: `The key \`${String(params.missingProperty)}\` is missing.`,
      };
    case 'enum':
      return fault(error, `must be one of ${(params.allowedValues as readonly string[]).join(', ')}`);
    case 'const':
      return fault(error, `must be ${JSON.stringify(params.allowedValue)}`);
    case 'pattern':
      return error.propertyName === undefined
        ? fault(error, `must be ${descriptionOf(error)}`)
        : {
            path: within(error.instancePath, error.propertyName),
            message: `The key must be ${descriptionOf(error)}.`,
          };
    default:
      return fault(error, error.message ?? 'is not right');
  }
}

function fault({ instancePath, data }: ErrorObject, rule: string): PolicyFault {
  const value = JSON.stringify(data) as string | undefined;
  return {
    path: instancePath,
    message: `${value === undefined || value.length > 60 ? 'The value' : value} ${rule}.`,
  };
}

const descriptionOf = (error: ErrorObject): string => String(error.parentSchema?.description);

function knownKeys(error: ErrorObject): string {
  return Object.keys((error.parentSchema?.properties ?? {}) as object).join(', ');
}
