import { parseArgs } from 'node:util';
import type { Step, StepGroup } from './step.ts';

/** What a group needs to have run before it. */
const needs: Partial<Record<StepGroup, StepGroup>> = { vscode: 'package', ui: 'package', unit: 'package' };

/** What `npm test` was asked for. */
export interface Selection {
  readonly steps: readonly Step[];
  /** Whether the picture of the README is taken anew. */
  readonly updatePicture: boolean;
}

/**
 * The steps that `--only checks,unit,…` asks for, with what they need; all of them without it.
 * @throws {Error} a group that does not exist
 */
export function selectSteps(steps: readonly Step[], args: readonly string[]): Selection {
  const options = {
    only: { type: 'string' },
    'update-picture': { type: 'boolean', default: false },
  } as const;
  const { values } = parseArgs({ args: [...args], options });
  const updatePicture = values['update-picture'];
  return { steps: values.only === undefined ? steps : chosen(steps, values.only), updatePicture };
}

function chosen(steps: readonly Step[], only: string): readonly Step[] {
  const wanted = only.split(',').filter(Boolean);
  const known = new Set<string>(steps.map(({ group }) => group));
  const unknown = wanted.filter((group) => !known.has(group));
  if (unknown.length > 0 || wanted.length === 0)
    throw new Error(`--only takes ${[...known].join(', ')}${unknown.length > 0 ? `, not ${unknown}` : ''}.`);
  const needed = wanted.map((group) => needs[group as StepGroup]);
  return steps.filter(({ group }) => wanted.includes(group) || needed.includes(group));
}
