import { command } from '../kernel/command';
import { Label, Optional } from '../payload/fields';
import { Personal } from '../payload/personal';
import { CaseFact } from './case-fact';
import { work } from './case-of';
import { caseIsWorkable } from './guards';

/** Somebody of ours takes the case on. */
export class TakeCharge extends CaseFact {
  @Optional() @Label() team?: string;
  @Optional() @Label() @Personal() agent?: string;
}

export class CaseTakenInCharge extends TakeCharge {}

export const takeCharge = command(TakeCharge, {
  records: CaseTakenInCharge,
  guards: caseIsWorkable,
  evolve: work,
});
