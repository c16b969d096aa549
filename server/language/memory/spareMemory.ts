import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/**
 * Has this process be as sparing with memory as one that `languageServerLaunch` starts, as far as that can still be said: to
 * be called before much has run.
 */
export function spareMemory(): void {
  setFlagsFromString('--no-maglev');
  setFlagsFromString('--expose-gc');
  // Only contexts that are made from now on have it.
  globalThis.gc ??= runInNewContext('gc') as NonNullable<typeof globalThis.gc>;
}
