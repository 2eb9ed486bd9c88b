/** Names the months of instants, UTC, as `yyyy-mm`. Remembers the last one: neighbours tend to be asked for together. */
export class UtcMonths {
  private from = 0;
  private to = 0;
  private name = '';

  of(instant: number): string {
    if (instant < this.from || instant >= this.to) this.goTo(new Date(instant));
    return this.name;
  }

  private goTo(date: Date): void {
    this.from = Date.UTC(date.getUTCFullYear(), date.getUTCMonth());
    this.to = Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1);
    this.name = date.toISOString().slice(0, 'yyyy-mm'.length);
  }
}
