/** What an event is unpacked from, by its row. */
interface Columns {
  occurredAt(row: number): number;
  recordedAt(row: number): number;
  revision(row: number): number;
  policyVersion(row: number): number;
  id(row: number): string;
  data(row: number): object;
}

/** An event as folds see it, its data decoded when the first of them asks for it, and once for all. */
export class UnpackedEvent {
  private decoded: object | undefined;

  constructor(
    private readonly events: Columns,
    private readonly row: number,
    readonly journeyId: string,
    readonly type: string,
  ) {}

  get occurredAt(): number {
    return this.events.occurredAt(this.row);
  }

  get recordedAt(): number {
    return this.events.recordedAt(this.row);
  }

  get revision(): number {
    return this.events.revision(this.row);
  }

  get policyVersion(): number {
    return this.events.policyVersion(this.row);
  }

  get id(): string {
    return this.events.id(this.row);
  }

  get data(): object {
    return (this.decoded ??= this.events.data(this.row));
  }
}
