/** Things by who has them. */
export class HeldThings<Thing> {
  readonly #holders = new Map<string, string>();
  readonly #things = new Map<string, Map<string, Thing>>();

  /**
   * Takes who has a thing now.
   * @returns for whom that is different
   */
  take(id: string, holder: string | null, thing: Thing): readonly string[] {
    const before = this.#holders.get(id);
    if (before === (holder ?? undefined)) return [];
    if (before !== undefined) this.#drop(id, before);
    if (holder !== null) this.#give(id, holder, thing);
    return [before, holder].filter((one) => typeof one === 'string');
  }

  /** What somebody has, in the order it came to them. */
  of(holder: string): readonly Thing[] {
    return [...(this.#things.get(holder)?.values() ?? [])];
  }

  #drop(id: string, holder: string): void {
    this.#holders.delete(id);
    const things = this.#things.get(holder);
    things?.delete(id);
    if (things?.size === 0) this.#things.delete(holder);
  }

  #give(id: string, holder: string, thing: Thing): void {
    this.#holders.set(id, holder);
    const things = this.#things.get(holder) ?? new Map<string, Thing>();
    this.#things.set(holder, things.set(id, thing));
  }
}
