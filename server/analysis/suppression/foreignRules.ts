import type { RuleId } from '../finding.ts';

type Names = Readonly<Partial<Record<RuleId, readonly string[]>>>;

/** Codes of Ruff and flake8 that are about the same as one of our rules. */
export const ruffCodes: Names = {
  'function-too-long': ['PLR0915'],
  'too-many-parameters': ['PLR0913', 'PLR0917'],
  'too-complex': ['C901', 'PLR0912'],
  'too-deeply-nested': ['PLR1702'],
  'line-too-long': ['E501'],
  'heavy-import': ['TID253'],
};

/** Messages of pylint that are about the same as one of our rules: by name and by code, in lower case. */
export const pylintMessages: Names = {
  'file-too-long': ['too-many-lines', 'c0302'],
  'function-too-long': ['too-many-statements', 'r0915'],
  'too-many-parameters': ['too-many-arguments', 'r0913', 'too-many-positional-arguments', 'r0917'],
  'too-complex': ['too-complex', 'r1260', 'too-many-branches', 'r0912'],
  'too-deeply-nested': ['too-many-nested-blocks', 'r1702'],
  'line-too-long': ['line-too-long', 'c0301'],
};

/** Names of pylint for several messages at once, its checkers and categories; `all` is about every one. */
export const pylintGroups: Names = {
  'file-too-long': ['format', 'c', 'convention'],
  'function-too-long': ['design', 'r', 'refactor'],
  'too-many-parameters': ['design', 'r', 'refactor'],
  'too-complex': ['design', 'r', 'refactor'],
  'too-deeply-nested': ['refactoring', 'r', 'refactor'],
  'line-too-long': ['format', 'c', 'convention'],
};

/** Rules of ESLint that are about the same as one of ours, without the name of a plugin that has them too. */
export const eslintRules: Names = {
  'file-too-long': ['max-lines'],
  'function-too-long': ['max-lines-per-function', 'max-statements'],
  'too-many-parameters': ['max-params'],
  'too-complex': ['complexity'],
  'too-deeply-nested': ['max-depth'],
  'too-many-classes': ['max-classes-per-file'],
  'line-too-long': ['max-len'],
};
