import { commands } from 'vscode';
import type { contextKey } from './contributions.ts';

type ContextKey = (typeof contextKey)[keyof typeof contextKey];

/** Sets context keys for `when` clauses and skips writes that change nothing. */
export class ContextKeys {
  readonly #values = new Map<ContextKey, string | boolean>();

  async set(key: ContextKey, value: string | boolean): Promise<void> {
    if (this.#values.get(key) === value) return;
    this.#values.set(key, value);
    await commands.executeCommand('setContext', key, value);
  }
}
