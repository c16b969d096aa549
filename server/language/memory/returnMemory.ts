/**
 * Gives back to the system what short-lived objects took: after an index was made a third of the heap, which the engine
 * would keep for as long as the window is open. Takes some 50 ms, so it is for moments in which nobody waits; does nothing
 * where Node was not started with `--expose-gc`.
 */
export function returnMemory(): void {
  // A plain collection keeps the pages that it has emptied.
  globalThis.gc?.({ type: 'major', execution: 'sync', flavor: 'last-resort' });
}
