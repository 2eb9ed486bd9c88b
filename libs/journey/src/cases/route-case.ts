import { command } from '../kernel/command';
import { Label, OneOf } from '../payload/fields';
import { CaseFact } from './case-fact';
import { work } from './case-of';
import { caseIsWorkable } from './guards';

export const ROUTE_REASONS = ['misdirected', 'handover', 'escalation', 'capacity'] as const;
export type RouteReason = (typeof ROUTE_REASONS)[number];

/** The case goes to another team. `misdirected` counts against us. */
export class RouteCase extends CaseFact {
  @Label() toTeam!: string;
  @OneOf(ROUTE_REASONS) reason!: RouteReason;
}

export class CaseRouted extends RouteCase {}

export const routeCase = command(RouteCase, { records: CaseRouted, guards: caseIsWorkable, evolve: work });
