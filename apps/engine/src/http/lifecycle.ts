/** Whether the engine still takes requests; read by whoever answers one, set by the shutdown alone. */
export class Lifecycle {
  #stopping = false;

  get stopping(): boolean {
    return this.#stopping;
  }

  stop(): void {
    this.#stopping = true;
  }
}
