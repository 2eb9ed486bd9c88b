import type { WhatIf } from '@rapport/journey';
import type { Millis } from '@rapport/policy';
import type { Compared } from './comparison';
import { SideCounts } from './side-counts';
import { maxUnreadableNamed, type Tallied } from './tallied';
import { Displacements, Transitions } from './transitions';

/** Adds up what becomes of journeys. */
export class Tally {
  private readonly counts = {
    ...{ facts: 0, unsupportedFacts: 0, decisions: 0, recordedDecisions: 0 },
    ...{ journeys: 0, changedJourneys: 0, unreadableJourneys: 0 },
  };
  private readonly stages: SideCounts;
  private readonly levels: SideCounts;
  private readonly transitions = new Transitions();
  private readonly displacements = new Displacements();
  /** Of several journeys, perhaps. */
  private readonly changedLinked = new Set<string>();
  private changedAlone = 0;
  private readonly unreadable: { journeyId: string; error: string }[] = [];

  constructor({ candidate, published }: WhatIf) {
    this.stages = new SideCounts({
      decided: published.inForce.stages.names,
      simulated: candidate.stages.names,
    });
    this.levels = new SideCounts({
      decided: published.inForce.trust.levelNames,
      simulated: candidate.trust.levelNames,
    });
  }

  add({ journeyId, customerId, stage, trust, simulation, isChanged }: Compared): void {
    const { facts, unsupportedFacts, decided, simulated } = simulation;
    this.counts.journeys += 1;
    this.counts.facts += facts;
    this.counts.unsupportedFacts += unsupportedFacts;
    this.counts.decisions += simulated.length;
    this.counts.recordedDecisions += decided.length;
    this.stages.add(stage);
    this.displacements.add(stage);
    this.levels.add({ decided: trust.decided.level, simulated: trust.simulated.level });
    this.transitions.add(decided, 'decided');
    this.transitions.add(simulated, 'simulated');
    if (!isChanged) return;
    this.counts.changedJourneys += 1;
    if (customerId === `journey:${journeyId}`) this.changedAlone += 1;
    else this.changedLinked.add(customerId);
  }

  addUnreadable(journeyId: string, error: string): void {
    this.counts.unreadableJourneys += 1;
    if (this.unreadable.length < maxUnreadableNamed) this.unreadable.push({ journeyId, error });
  }

  tallied(at: Millis | null): Tallied {
    return {
      counts: this.counts,
      stages: this.stages.sides,
      levels: this.levels.sides,
      transitions: this.transitions.list,
      displaced: this.displacements.list,
      changedAlone: this.changedAlone,
      changedLinked: [...this.changedLinked],
      unreadable: this.unreadable,
      at,
    };
  }
}
