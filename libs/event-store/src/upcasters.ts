/** Turns the data of one schema version into that of the next; pure. */
export type Upcast = (data: object) => object;

/** A step as an event catalogue declares it. */
interface UpcastStep {
  readonly type: string;
  readonly fromVersion: number;
  upcast(data: object): object;
}

/** How the data of older schema versions is read as the newest: one step a version, chained. */
export class Upcasters {
  private readonly steps = new Map<string, Map<number, Upcast>>();

  /** @throws Error where two steps begin at the same version of a type */
  static of(steps: Iterable<UpcastStep>): Upcasters {
    const all = new Upcasters();
    for (const step of steps) all.register(step.type, step.fromVersion, (data) => step.upcast(data));
    return all;
  }

  /** @throws Error where the step is registered already */
  register(type: string, fromVersion: number, upcast: Upcast): this {
    const steps = this.steps.get(type) ?? new Map<number, Upcast>();
    if (steps.has(fromVersion)) throw new Error(`${type} version ${fromVersion} has an upcaster already.`);
    this.steps.set(type, steps.set(fromVersion, upcast));
    return this;
  }

  /** Whether any step is registered for the type. */
  knows(type: string): boolean {
    return this.steps.has(type);
  }

  /** The version that data of this version is read as. */
  versionAfter(type: string, version: number): number {
    const steps = this.steps.get(type);
    let after = version;
    while (steps?.has(after)) after += 1;
    return after;
  }

  apply(type: string, version: number, data: object): object {
    const steps = this.steps.get(type);
    let upcasted = data;
    for (let from = version; ; from += 1) {
      const step = steps?.get(from);
      if (step === undefined) return upcasted;
      upcasted = step(upcasted);
    }
  }
}
