import type { RuleId } from '../../analysis/finding.ts';
import { limitSourceRules } from '../../analysis/limits/limitSourceRules.ts';
import { nearestName } from '../../analysis/nearestName.ts';
import { rules } from '../../analysis/rules.ts';
import { CommandError } from '../command.ts';

/** Everything that a finding of a check can be about. */
export const checkedRules: readonly { readonly id: RuleId; readonly title: string }[] = [
  ...rules,
  ...limitSourceRules,
];

/**
 * The rules that are asked for by their names.
 * @throws {CommandError} one of them does not exist
 */
export function rulesNamed(names: readonly string[]): ReadonlySet<string> {
  const ids: readonly string[] = checkedRules.map(({ id }) => id);
  for (const name of names) {
    if (ids.includes(name)) continue;
    const near = nearestName(name, ids);
    const hint = near === undefined ? `Use ${ids.join(', ')}.` : `Did you mean ${near}?`;
    throw new CommandError(`check: there is no rule ${name}. ${hint}`);
  }
  return new Set(names);
}
