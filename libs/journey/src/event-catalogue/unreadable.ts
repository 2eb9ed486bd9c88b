import type { CataloguedEvent, CataloguedVersion, EventCatalogue } from './event-catalogue';
import { narrowing } from './narrowing';

type Steps = readonly { readonly type: string; readonly fromVersion: number }[];

/**
 * What this code could no longer read of the events that the committed catalogue says may be stored; empty where it can read
 * them all. A change that breaks needs a new schemaVersion and an upcaster from each older one.
 */
export function unreadable(
  committed: EventCatalogue,
  written: EventCatalogue,
  upcasts: Steps,
): readonly string[] {
  return Object.entries(committed).flatMap(([type, stored]) => {
    const now = written[type];
    if (now === undefined) return [`${type} is removed, but a log may hold it`];
    const kind = now.kind === stored.kind ? [] : [`${type} turns from ${stored.kind} to ${now.kind}`];
    return [...kind, ...unreadableVersions(type, stored, now, upcasts)];
  });
}

function unreadableVersions(
  type: string,
  stored: CataloguedEvent,
  now: CataloguedEvent,
  upcasts: Steps,
): readonly string[] {
  const current = Math.max(...Object.keys(now.versions).map(Number));
  const target = now.versions[current];
  return Object.entries(stored.versions).flatMap(([text, version]) => {
    const from = Number(text);
    if (from > current) return [`${type} version ${from} is gone`];
    if (from === current && target !== undefined)
      return changed(version, target).map((what) => `${type} version ${from}: ${what}`);
    return missingSteps(type, from, current, upcasts).map(
      (step) => `${type} version ${step} has no upcaster`,
    );
  });
}

const changed = (stored: CataloguedVersion, now: CataloguedVersion): readonly string[] => [
  ...narrowing(stored.schema, now.schema),
  ...stored.personal
    .filter((path) => !now.personal.includes(path))
    .map((path) => `${path} is no longer personal`),
];

function missingSteps(type: string, from: number, to: number, upcasts: Steps): readonly number[] {
  const has = (step: number) => upcasts.some((upcast) => upcast.type === type && upcast.fromVersion === step);
  return Array.from({ length: to - from }, (_none, index) => from + index).filter((step) => !has(step));
}
