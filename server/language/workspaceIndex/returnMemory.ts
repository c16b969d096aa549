/**
 * Gives back to the system what short-lived objects took while an index was made: a third of the heap, which the engine
 * would keep for as long as the window is open. Takes some 50 ms once, before anybody is told that the index is there;
 * does nothing where Node was not started with `--expose-gc`.
 */
export function returnMemory(): void {
  // A plain collection keeps the pages that it has emptied.
  globalThis.gc?.({ type: 'major', execution: 'sync', flavor: 'last-resort' });
}
