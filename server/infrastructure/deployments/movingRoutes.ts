/** Which deployment moves the requests of which environment and team: one at a time. */
export class MovingRoutes {
  readonly #holders = new Map<string, string>();

  /** @returns who has it now: the one that asks, where nobody had it */
  claim(route: string, deployment: string): string {
    const holder = this.#holders.get(route) ?? deployment;
    this.#holders.set(route, holder);
    return holder;
  }

  /** Gives it up; nothing happens where another one has it. */
  release(route: string, deployment: string): void {
    if (this.#holders.get(route) === deployment) this.#holders.delete(route);
  }
}
