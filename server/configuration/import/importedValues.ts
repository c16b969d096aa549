/** Names from the root of a foreign configuration to a value. */
export type ValuePath = readonly string[];

/** What was not taken over, and why. */
export interface LeftOut {
  /** `notifications.channels`. */
  readonly path: string;
  readonly why: string;
}

/** A foreign configuration that remembers what of it was understood, so that nothing else is dropped without a word. */
export class ImportedValues {
  readonly #root: unknown;
  readonly #understood = new Set<string>();
  readonly #reasons = new Map<string, string>();

  constructor(root: unknown) {
    this.#root = root;
  }

  /** The value at a path as it is, without understanding it; undefined where there is none. */
  peek(path: ValuePath): unknown {
    let value = this.#root;
    for (const name of path) {
      if (!isRecord(value) || !Object.hasOwn(value, name)) return undefined;
      value = value[name];
    }
    return value;
  }

  /** The first of several spellings of a path that is there; the first one where none is. */
  spelled(...paths: readonly [ValuePath, ...ValuePath[]]): ValuePath {
    return paths.find((path) => this.peek(path) !== undefined) ?? paths[0];
  }

  /** Names of what stands in an object. */
  names(path: ValuePath): string[] {
    const value = this.peek(path);
    return isRecord(value) ? Object.keys(value) : [];
  }

  /**
   * The value at a path as somebody reads it, which makes it understood; what cannot be read so is left out with that
   * reason.
   * @param read undefined for what it cannot read
   */
  take<Value>(path: ValuePath, read: (value: unknown) => Value | undefined, why: string): Value | undefined {
    const value = this.peek(path);
    if (value === undefined) return undefined;
    const taken = read(value);
    if (taken === undefined) this.leave(path, why);
    else this.#understood.add(keyOf(path));
    return taken;
  }

  /** Says why what stands at a path is not taken over. */
  leave(path: ValuePath, why: string): void {
    this.#understood.delete(keyOf(path));
    this.#reasons.set(keyOf(path), why);
  }

  /**
   * The largest parts nothing of which was understood.
   * @param reason of a part for which nobody gave any
   */
  leftOut(reason: (path: string) => string): LeftOut[] {
    const whole = (path: ValuePath): LeftOut => {
      const name = path.join('.');
      return { path: name, why: this.#reasons.get(keyOf(path)) ?? reason(name) };
    };
    const below = (path: ValuePath): LeftOut[] => {
      if (this.#understood.has(keyOf(path))) return [];
      if (!this.#isDivided(path)) return [whole(path)];
      return this.names(path).flatMap((name) => below([...path, name]));
    };
    return this.names([]).flatMap((name) => below([name]));
  }

  /** Whether something below was understood, or has a reason of its own. */
  #isDivided(path: ValuePath): boolean {
    const prefix = `${keyOf(path)}\0`;
    return [...this.#understood, ...this.#reasons.keys()].some((key) => key.startsWith(prefix));
  }
}

function keyOf(path: ValuePath): string {
  return path.join('\0');
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
