import type { Fix } from '../../../fixes/fix.ts';
import type { Obstacle } from '../../../laziness/importExplanation.ts';
import type { Host } from '../hosts.ts';
import { functionLabel, type ImportCase } from '../importCase.ts';

/** The fixes of a kind, with what stands against them. */
export interface Proposal {
  readonly fixes: readonly Fix[];
  readonly obstacles: readonly Obstacle[];
  /** The functions that the import moves into. */
  readonly hosts: readonly Host[];
}

/** Where an import goes to, as a menu shows it. */
export function placeLabel(importCase: ImportCase, hosts: readonly Host[]): string {
  const [first] = hosts;
  if (hosts.length !== 1 || !first) return `inside the ${hosts.length} functions that use it`;
  return `inside ${functionLabel(importCase, first.node)}`;
}
