import type { LimitFinding, RuleId } from '../finding.ts';

/** Every limit the rules know, by its name in the settings and in `swarm.json`. Zero turns one off. */
export const limitNames = [
  'file',
  'function',
  'class',
  'parameters',
  'complexity',
  'nesting',
  'classesPerFile',
  'functionsPerFile',
  'enumsPerFile',
  'lineLength',
] as const;
export type LimitName = (typeof limitNames)[number];

/** How the lines of files, functions and classes are counted; `code` leaves out blank lines and lines of comments alone. */
export type Counting = 'physical' | 'non-blank' | 'code';

/** The limit that each of the rules holds a text to. */
export const limitOfRule: Readonly<Record<LimitFinding['rule'], LimitName>> = {
  'file-too-long': 'file',
  'function-too-long': 'function',
  'class-too-long': 'class',
  'too-many-parameters': 'parameters',
  'too-complex': 'complexity',
  'too-deeply-nested': 'nesting',
  'too-many-classes': 'classesPerFile',
  'too-many-functions': 'functionsPerFile',
  'too-many-enums': 'enumsPerFile',
  'line-too-long': 'lineLength',
};

/** Whether a rule holds texts to a limit. */
export function isAboutLimit(rule: RuleId): rule is LimitFinding['rule'] {
  return Object.hasOwn(limitOfRule, rule);
}
