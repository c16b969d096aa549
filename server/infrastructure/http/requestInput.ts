import type * as z from 'zod';
import type { Route } from '../../protocol/routes/route.ts';
import { InvalidRequest, type ProblemIssue } from './problems.ts';

export interface RequestInput {
  readonly params: unknown;
  readonly query: unknown;
  readonly body: unknown;
}

/**
 * The parts of a request as their schemas make them.
 * @throws {InvalidRequest} naming every place that is wrong
 */
export function parseInput(route: Route, input: RequestInput): RequestInput {
  return {
    params: parsePart(route.params, input.params, 'path'),
    query: parsePart(route.query, input.query, 'query'),
    body: route.body && parsePart(route.body, input.body, 'body'),
  };
}

function parsePart(schema: z.ZodType, value: unknown, part: string): unknown {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const issues = parsed.error.issues.flatMap(issuesOf);
  const sentence = issues.map(({ path, message }) => (path ? `${path}: ${message}` : message)).join('; ');
  throw new InvalidRequest(`The ${part} of the request is not valid: ${sentence}.`, issues);
}

/** A union refuses with one list for each of its forms: all of them are told, since any could have been meant. */
function issuesOf(issue: z.core.$ZodIssue): ProblemIssue[] {
  if (issue.code === 'invalid_union' && issue.errors.length > 0)
    return issue.errors.flatMap((form) => form.flatMap(issuesOf));
  return [{ path: issue.path.map(String).join('.'), message: issue.message }];
}
