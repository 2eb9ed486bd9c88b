import type { Policies } from '@rapport/policy';
import type { Memberships } from '@rapport/read-store';
import type { AnyProjection } from '../definition';
import { checkNames } from '../check-names';
import { UnknownProjection } from '../errors';
import { Folder } from '../fold/folder';
import { Slot } from './slot';

/** The projections of this code, by name. */
export class Slots {
  private readonly byName: ReadonlyMap<string, Slot>;

  /** @throws NameTaken */
  constructor(projections: readonly AnyProjection[], policies: Policies) {
    checkNames(projections);
    this.byName = new Map(projections.map((one) => [one.name, new Slot(one, new Folder(one, policies))]));
  }

  get all(): readonly Slot[] {
    return [...this.byName.values()];
  }

  /** Of events that any of them folds. */
  get types(): ReadonlySet<string> {
    return new Set(this.all.flatMap(({ folder }) => [...folder.types]));
  }

  /** @throws UnknownProjection */
  get(name: string): Slot {
    const slot = this.byName.get(name);
    if (slot === undefined) throw new UnknownProjection(name, [...this.byName.keys()]);
    return slot;
  }

  /** As any projection has them that can be asked: they all follow the same links. */
  memberships(): Memberships {
    const slot = this.all.find(({ rows }) => rows !== undefined) ?? this.all[0];
    if (slot === undefined) throw new UnknownProjection('', []);
    return slot.model();
  }
}
