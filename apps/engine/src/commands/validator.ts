import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv';
import { plainToInstance } from 'class-transformer';
import { validateSync } from 'class-validator';
import { targetConstructorToSchema } from 'class-validator-jsonschema';
import type { CommandEntry, JsonSchema } from '@rapport/journey';
import { mistakes, validationFailed, type Mistake } from '../problems/validation';
import { Envelope, instantMessage, parseInstant } from './envelope';
import { inOrder, type Copy } from './payload-order';

type Members<T> = { readonly [K in keyof T]-?: undefined extends T[K] ? T[K] | undefined : T[K] };

/** A request that is known to be of the command's form. */
export interface ValidCommand extends Members<Envelope> {
  /** `occurredAt` in milliseconds; undefined where the request leaves it to the clock. */
  readonly occurredAtMs: number | undefined;
  /** A copy, its members in one order whatever that of the request. */
  readonly payload: object;
}

const envelopeSchema = targetConstructorToSchema(Envelope) as JsonSchema;
const envelopeKeys = new Set(Object.keys(envelopeSchema.properties ?? {}));

/** The body of a command's request: the envelope's members beside the payload's, and nothing else. */
export function requestSchema({ schema }: Pick<CommandEntry, 'schema'>): JsonSchema {
  return {
    type: 'object',
    properties: { ...envelopeSchema.properties, ...schema.properties },
    required: [...(envelopeSchema.required ?? []), ...(schema.required ?? [])],
    additionalProperties: false,
  };
}

/** Values are taken as they are: nothing is coerced, defaulted or removed. The schemas are ours, so nobody checks them again. */
const schemas = new Ajv({ strictTypes: false, meta: false, validateSchema: false });

/**
 * Checks requests of one command. The schema that is compiled from the decorators decides, since it is some fifty times as fast
 * as class-validator; that one is asked only for what to say when the schema refuses.
 */
export class CommandValidator {
  private readonly accepts: ValidateFunction;
  private readonly payloadOf: Copy;

  constructor(private readonly entry: CommandEntry) {
    this.accepts = schemas.compile(requestSchema(entry));
    this.payloadOf = inOrder(entry.schema);
  }

  /** @throws Problem `validation-failed` */
  check(body: unknown): ValidCommand {
    if (!this.accepts(body)) throw validationFailed(this.explain(body));
    const { journeyId, commandId, occurredAt, correlationId, causationId } = body as Envelope;
    const occurredAtMs = occurredAt === undefined ? undefined : parseInstant(occurredAt);
    if (occurredAt !== undefined && occurredAtMs === undefined) {
      throw validationFailed([{ path: 'occurredAt', message: instantMessage('occurredAt') }]);
    }
    const payload = this.payloadOf(body) as object;
    return { journeyId, commandId, occurredAt, correlationId, causationId, occurredAtMs, payload };
  }

  private explain(body: unknown): readonly Mistake[] {
    const bySchema = (this.accepts.errors ?? []).map(mistakeOf);
    if (typeof body !== 'object' || body === null || Array.isArray(body)) {
      return [{ path: '', message: 'The body must be a JSON object' }];
    }
    const byDecorators = this.byDecorators(body);
    return byDecorators.length > 0 ? byDecorators : bySchema;
  }

  private byDecorators(body: object): readonly Mistake[] {
    const members = Object.entries(body);
    const part = (isEnvelope: boolean) =>
      Object.fromEntries(members.filter(([key]) => envelopeKeys.has(key) === isEnvelope));
    try {
      return [
        ...mistakes(validateSync(plainToInstance(Envelope, part(true)), strict)),
        ...mistakes(validateSync(plainToInstance(this.entry.payload, part(false)), strict)),
      ];
    } catch {
      return []; // it walks the body by recursion, which a hostile one exhausts; the schema has already refused it
    }
  }
}

const strict = {
  whitelist: true,
  forbidNonWhitelisted: true,
  forbidUnknownValues: false,
  stopAtFirstError: true,
};

function mistakeOf({ instancePath, message, params }: ErrorObject): Mistake {
  const property: unknown = params.additionalProperty ?? params.missingProperty;
  const steps = instancePath.split('/').slice(1);
  const path = [...steps, ...(typeof property === 'string' ? [property] : [])].join('.');
  return { path, message: message ?? 'is not valid' };
}
