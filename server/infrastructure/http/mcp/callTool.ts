import type { CallToolResult } from '@modelcontextprotocol/server';
import { ApiError, ApiUnreachable } from '../../../protocol/apiClient.ts';
import type { Problem } from '../../../protocol/problem.ts';
import type { RouteName } from '../../../protocol/routes/routes.ts';
import type { Tool } from '../../../protocol/tools/tool.ts';
import { toolAnswer } from '../../../protocol/tools/toolAnswer.ts';
import { ToolArgumentsError, type ToolRequest, toolRequest } from '../../../protocol/tools/toolRequest.ts';
import type { ToolResource } from '../../../protocol/tools/toolResources.ts';
import { Refusal } from '../../refusal.ts';
import { problemOf } from '../problems.ts';

/**
 * Does an operation of the route table, in this process or over HTTP.
 * @throws {Refusal | ApiError} refused
 * @throws {ApiUnreachable} there is no service
 */
export type AskOperation = (
  name: RouteName,
  request: Omit<ToolRequest, 'rows'>,
  signal: AbortSignal,
) => Promise<unknown>;

/** Whom tools are called for, and how they reach the operations. */
export interface ToolCaller {
  readonly ask: AskOperation;
  /** The agent that calls, where that is known: it need not say so with each call. */
  readonly agent: () => Promise<string | undefined>;
}

/** More than that helps no model; the answer says how to ask for less. */
const longestAnswer = 400_000;

/** Calls a tool; a refusal is an answer that says so, and nothing has changed then. */
export async function callTool(
  tool: Tool,
  args: Readonly<Record<string, unknown>>,
  { ask, agent }: ToolCaller,
  signal: AbortSignal,
): Promise<CallToolResult> {
  try {
    const isAsked = tool.acting !== undefined && args[tool.acting] === undefined;
    const { rows, ...request } = toolRequest(tool, args, isAsked ? await agent() : undefined);
    const answer = toolAnswer(await ask(tool.route, request, signal), rows);
    const text = JSON.stringify(answer);
    if (text.length > longestAnswer)
      return refused({
        detail: 'The answer is too large for one call: choose rows, or give a smaller limit.',
      });
    return { content: [{ type: 'text', text }], structuredContent: answer };
  } catch (error) {
    return refused(detailsOf(error));
  }
}

/** The text of a resource. */
export async function readResource(
  { route }: ToolResource,
  { ask }: ToolCaller,
  signal: AbortSignal,
): Promise<string> {
  const request = { params: {}, query: {}, body: undefined, idempotencyKey: undefined };
  return JSON.stringify(toolAnswer(await ask(route, request, signal), undefined));
}

type Details = Pick<Problem, 'detail'> & Partial<Pick<Problem, 'code' | 'issues' | 'data'>>;

/** @throws what is no refusal: a defect, of which the caller learns an id at most */
function detailsOf(error: unknown): Details {
  if (error instanceof ToolArgumentsError) return { code: 'invalid-request', detail: error.message };
  if (error instanceof ApiError) return error.problem;
  if (error instanceof ApiUnreachable) return { detail: error.message };
  if (error instanceof Refusal) return problemOf(error);
  throw error;
}

function refused({ code, detail, issues, data }: Details): CallToolResult {
  const told = toolAnswer({ code, detail, issues, data }, undefined);
  return {
    isError: true,
    content: [{ type: 'text', text: String(told['detail']) }],
    structuredContent: told,
  };
}
