import type { ChangeSignal } from './changeSignal.ts';

/**
 * Documents that were closed. An editor that asks for the findings of the workspace goes on showing theirs until an
 * answer for the workspace says something else, even that there is nothing.
 */
export class ClosedDocuments {
  readonly #uris = new Set<string>();
  readonly #changes: ChangeSignal;

  constructor(changes: ChangeSignal) {
    this.#changes = changes;
  }

  add(uri: string): void {
    this.#uris.add(uri);
    this.#changes.raise();
  }

  /** Those that nobody has answered for. */
  take(): string[] {
    const uris = [...this.#uris];
    this.#uris.clear();
    return uris;
  }
}
