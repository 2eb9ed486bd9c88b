import { Upcasters } from '@rapport/event-store';
import { upcasts } from '@rapport/journey';

/** The steps that the event catalogue is checked against, for the store to apply when it reads. */
export function upcasters(): Upcasters {
  const all = new Upcasters();
  for (const step of upcasts) all.register(step.type, step.fromVersion, (data) => step.upcast(data));
  return all;
}
