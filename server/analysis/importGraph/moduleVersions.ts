import type { Importers } from './importersOf.ts';

/** The state of a graph in which what a module leads to was last another. */
export class ModuleVersions {
  /** Modules that lead elsewhere than when last asked, by themselves. */
  readonly #changed = new Set<number>();
  #versions = new Uint32Array(0);

  changed(id: number): void {
    this.#changed.add(id);
  }

  /**
   * Of a module by its id.
   * @param importersNow asked for where any has changed: whatever imports it, through others too, has with it
   */
  of(id: number, version: number, importersNow: () => Importers): number {
    if (this.#changed.size > 0) this.#spread(version, importersNow());
    return this.#versions[id] ?? 0;
  }

  #spread(version: number, { starts, importers }: Importers): void {
    const count = starts.length - 2;
    if (count > this.#versions.length) {
      const larger = new Uint32Array(count);
      larger.set(this.#versions);
      this.#versions = larger;
    }
    // A set is walked to its end, with what is added meanwhile.
    for (const id of this.#changed) {
      this.#versions[id] = version;
      const end = starts[id + 1] ?? 0;
      for (let at = starts[id] ?? 0; at < end; at++) this.#changed.add(importers[at] ?? 0);
    }
    this.#changed.clear();
  }
}
