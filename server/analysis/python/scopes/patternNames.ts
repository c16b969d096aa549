import type { Expression, Identifier } from '../syntax/expressionNodes.ts';
import type { Pattern } from '../syntax/statementNodes.ts';

/** The names that a pattern binds where it matches. */
export function capturesOf(pattern: Pattern): Identifier[] {
  const own = ownName(pattern);
  const below = partsOf(pattern).flatMap(capturesOf);
  return own === undefined ? below : [...below, own];
}

/** The expressions that a pattern compares with: constants by their name, keys, classes. */
export function patternExpressions(pattern: Pattern): Expression[] {
  return [...ownExpressions(pattern), ...partsOf(pattern).flatMap(patternExpressions)];
}

function ownName(pattern: Pattern): Identifier | undefined {
  if (pattern.kind === 'mappingPattern') return pattern.rest;
  return 'name' in pattern ? pattern.name : undefined;
}

function ownExpressions(pattern: Pattern): Expression[] {
  if (pattern.kind === 'valuePattern') return [pattern.value];
  if (pattern.kind === 'mappingPattern') return pattern.entries.map(({ key }) => key);
  return pattern.kind === 'classPattern' ? [pattern.class] : [];
}

function partsOf(pattern: Pattern): readonly Pattern[] {
  switch (pattern.kind) {
    case 'asPattern':
      return [pattern.pattern];
    case 'orPattern':
    case 'sequencePattern':
      return pattern.patterns;
    case 'mappingPattern':
      return pattern.entries.map((entry) => entry.pattern);
    case 'classPattern':
      return [...pattern.positional, ...pattern.keywords.map((keyword) => keyword.pattern)];
    default:
      return [];
  }
}
