import { EventEmitter, type Memento } from 'vscode';

/** How a person arranges a view of this workspace; kept from one window to the next. */
export class KeptValue<Value extends object> {
  readonly #memento: Memento;
  readonly #key: string;
  readonly #changed = new EventEmitter<void>();
  #current: Value;

  readonly onDidChange = this.#changed.event;

  /** @param parse what was kept, by whichever version, to a value */
  constructor(memento: Memento, key: string, parse: (kept: unknown) => Value) {
    this.#memento = memento;
    this.#key = key;
    this.#current = parse(memento.get<unknown>(key));
  }

  get current(): Value {
    return this.#current;
  }

  /** Takes these over; what is not named stays. */
  async change(changes: Partial<Value>): Promise<void> {
    this.preview(changes);
    await this.#memento.update(this.#key, this.#current);
  }

  /** Takes over what is answered; what was shown while it was asked is taken back where nothing is. */
  async ask(question: (before: Value) => Promise<Partial<Value>>): Promise<void> {
    const before = this.#current;
    try {
      await this.change(await question(before));
    } catch (error) {
      this.preview(before);
      throw error;
    }
  }

  /** Takes these over without keeping them. */
  preview(changes: Partial<Value>): void {
    const next = { ...this.#current, ...changes };
    if (JSON.stringify(next) === JSON.stringify(this.#current)) return;
    this.#current = next;
    this.#changed.fire();
  }
}
