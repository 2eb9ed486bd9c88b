import type { PolicyDocument } from '../document';
import { InvalidPolicy, within, type PolicyFault } from '../fault';
import type { Millis, Policy } from '../policy';
import { schemaFaults } from '../schema';
import { compileStages } from '../stages/stages';
import { Checks } from './checks';
import { compileEmotion } from './emotion';
import { compileOpinion } from './opinion';
import { compileScales } from './scales';

/**
 * Compiles a document, checked whole: its schema, every expression, and what must fit together.
 * @throws InvalidPolicy with every fault of the document
 */
export function compilePolicy(document: object, version: number): Policy {
  const checked = compileDocument(document);
  if ('faults' in checked) throw new InvalidPolicy(checked.faults);
  return { ...checked.compiled, version };
}

/**
 * The same for a document that was compiled before, and published or sent to another thread: it is not checked against the schema
 * once more, which takes longer than all the rest.
 * @throws InvalidPolicy
 */
export function recompilePolicy(document: PolicyDocument, version: number): Policy {
  const checks = new Checks();
  const compiled = compile(document, checks);
  if (checks.faults.length > 0) throw new InvalidPolicy(checks.faults);
  return { ...compiled, version };
}

export type Compiled =
  | { readonly document: PolicyDocument; readonly compiled: Omit<Policy, 'version'> }
  | { readonly faults: PolicyFault[] };

/** Any value, compiled where it is a valid policy document; else all that is wrong with it. */
export function compileDocument(value: unknown): Compiled {
  const faults = schemaFaults(value);
  if (faults.length > 0) return { faults };
  const document = value as PolicyDocument;
  const checks = new Checks();
  const compiled = compile(document, checks);
  return checks.faults.length > 0 ? { faults: checks.faults } : { document, compiled };
}

function compile(document: PolicyDocument, checks: Checks): Omit<Policy, 'version'> {
  const scales = compileScales(document.scales, '/scales', checks);
  const assumeDue = compileAssumedDue(document, checks);
  if (document.opinions.trust.levels === undefined)
    checks.fault('/opinions/trust', 'Trust has `levels`: every answer about it names one.');
  return {
    name: document.policy,
    document,
    trust: compileOpinion(document.opinions.trust, '/opinions/trust', checks),
    commitment: compileOpinion(document.opinions.commitment, '/opinions/commitment', checks),
    emotion: compileEmotion(document, scales, checks),
    scales,
    stages: compileStages(document, checks),
    resolution: compileResolution(document, checks),
    assumedDueMs: (promiseKind) => assumeDue.get(promiseKind),
    clockSkewMs: checks.duration(document.clock.skew, '/clock/skew'),
  };
}

function compileAssumedDue({ promises }: PolicyDocument, checks: Checks): ReadonlyMap<string, Millis> {
  const dues = Object.entries(promises.assumeDue);
  return new Map(
    dues.map(([kind, due]) => [kind, checks.duration(due, within('/promises/assumeDue', kind))] as const),
  );
}

function compileResolution({ resolution }: PolicyDocument, checks: Checks): Policy['resolution'] {
  const span = (key: Exclude<keyof typeof resolution, 'void'>) =>
    checks.duration(resolution[key], within('/resolution', key));
  return {
    tacitAfterMs: span('tacitAfter'),
    lastingAfterMs: span('lastingAfter'),
    reopenWithinMs: span('reopenWithin'),
    firstContactWithinMs: span('firstContactWithin'),
    void: resolution.void,
  };
}
