import { parseArgs } from 'node:util';
import type { Lane, Step, StepGroup } from './step.ts';

/** What a group needs to have run before it. */
const needs: Partial<Record<StepGroup, readonly StepGroup[]>> = {
  vscode: ['package'],
  ui: ['package', 'editor'],
};

/** What `npm test` was asked for. */
export interface Selection {
  readonly stages: Lane;
  /** Whether the picture of the README is taken anew. */
  readonly updatePicture: boolean;
}

/**
 * The steps that `--only checks,unit,…` asks for, with what they need; all of them without it.
 * @throws {Error} a group that does not exist
 */
export function selectSteps(stages: Lane, args: readonly string[]): Selection {
  const options = {
    only: { type: 'string' },
    'update-picture': { type: 'boolean', default: false },
  } as const;
  const { values } = parseArgs({ args: [...args], options });
  const updatePicture = values['update-picture'];
  return { stages: values.only === undefined ? stages : chosen(stages, values.only), updatePicture };
}

function chosen(stages: Lane, only: string): Lane {
  const wanted = only.split(',').filter(Boolean);
  const known = new Set<string>(stepsOf(stages).map(({ group }) => group));
  const unknown = wanted.filter((group) => !known.has(group));
  if (unknown.length > 0 || wanted.length === 0)
    throw new Error(`--only takes ${[...known].join(', ')}${unknown.length > 0 ? `, not ${unknown}` : ''}.`);
  const needed = new Set<string>(wanted.flatMap((group) => [group, ...(needs[group as StepGroup] ?? [])]));
  return without(stages, ({ group }) => !needed.has(group));
}

function stepsOf(lane: Lane): Step[] {
  return lane.flatMap((part) => ('run' in part ? [part] : part.flatMap(stepsOf)));
}

function without(lane: Lane, isLeftOut: (step: Step) => boolean): Lane {
  return lane
    .filter((part) => !('run' in part && isLeftOut(part)))
    .map((part) => ('run' in part ? part : part.map((one) => without(one, isLeftOut))));
}
