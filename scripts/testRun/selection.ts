import { parseArgs } from 'node:util';
import type { Stage, StepGroup } from './step.ts';

/** What a group needs to have run before it. */
const needs: Partial<Record<StepGroup, readonly StepGroup[]>> = {
  vscode: ['package'],
  ui: ['package', 'editor'],
  unit: ['package'],
};

/** What `npm test` was asked for. */
export interface Selection {
  readonly stages: readonly Stage[];
  /** Whether the picture of the README is taken anew. */
  readonly updatePicture: boolean;
}

/**
 * The steps that `--only checks,unit,…` asks for, with what they need; all of them without it.
 * @throws {Error} a group that does not exist
 */
export function selectSteps(stages: readonly Stage[], args: readonly string[]): Selection {
  const options = {
    only: { type: 'string' },
    'update-picture': { type: 'boolean', default: false },
  } as const;
  const { values } = parseArgs({ args: [...args], options });
  const updatePicture = values['update-picture'];
  return { stages: values.only === undefined ? stages : chosen(stages, values.only), updatePicture };
}

function chosen(stages: readonly Stage[], only: string): readonly Stage[] {
  const wanted = only.split(',').filter(Boolean);
  const known = new Set<string>(stages.flat(2).map(({ group }) => group));
  const unknown = wanted.filter((group) => !known.has(group));
  if (unknown.length > 0 || wanted.length === 0)
    throw new Error(`--only takes ${[...known].join(', ')}${unknown.length > 0 ? `, not ${unknown}` : ''}.`);
  const needed = new Set<string>(wanted.flatMap((group) => [group, ...(needs[group as StepGroup] ?? [])]));
  return stages.map((lanes) => lanes.map((lane) => lane.filter(({ group }) => needed.has(group))));
}
