import type { If, Suite, Try } from '../../python/syntax/statementNodes.ts';

/** The suites of a statement with branches, in the order of the text. */
export function suitesOf(statement: If | Try): Suite[] {
  const suites =
    statement.kind === 'if'
      ? [...statement.clauses.map(({ body }) => body), statement.orElse]
      : [
          statement.body,
          ...statement.handlers.map(({ body }) => body),
          statement.orElse,
          statement.finalBody,
        ];
  return suites.filter((suite) => suite !== undefined);
}
