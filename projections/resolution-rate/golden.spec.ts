import { join } from 'node:path';
import { expectGolden, given, on } from '../testing';
import { resolutionRate } from './resolution-rate.projection';

const c1 = { caseId: 'c1' };
const c2 = { caseId: 'c2' };

const happenings = [
  on(0, 'JourneyBegun', {}),
  on(0.5, 'InteractionRecorded', {
    interactionId: 'i1',
    touchpoint: 'desk',
    channel: 'phone',
    direction: 'inbound',
  }),
  on(1, 'CaseOpened', { ...c1, interactionId: 'i1', product: 'router' }),
  on(1, 'CaseClassified', { ...c1, topic: 'setup' }),
  on(1.5, 'CaseRouted', { ...c1, toTeam: 'network', reason: 'misdirected' }),
  on(2, 'CaseTakenInCharge', { ...c1, team: 'network' }),
  on(2.5, 'CaseHeld', { ...c1, on: 'customer' }),
  on(3, 'CaseResumed', c1),
  on(4, 'ResolutionProposed', c1),
  on(5, 'ResolutionRejected', { ...c1, by: 'customer' }),
  on(6, 'CaseRouted', { ...c1, toTeam: 'field', reason: 'handover' }),
  on(7, 'ResolutionProposed', c1),
  on(8, 'ResolutionConfirmed', { ...c1, by: 'customer' }),
  on(9, 'CaseClosed', { ...c1, basis: 'confirmed' }),
  on(10, 'CaseOpened', { ...c2, channel: 'web', team: 'network' }),
  on(11, 'RecurrenceLinked', { ...c2, recurrenceOf: 'c1' }),
  on(12, 'CaseClosed', { ...c2, basis: 'void', voidReason: 'duplicate' }),
];

it('keeps its golden rows until its version is raised', () =>
  expectGolden(resolutionRate, happenings, join(__dirname, 'resolution-rate.golden.json')));

it('ends the same in any order of arrival, linked journeys too', () =>
  given(resolutionRate, { a: happenings, b: happenings.slice(0, 9) }).thenSameInAnyOrder());
