import type { ApiRequest } from '../../server/protocol/apiClient.ts';
import type { RouteName } from '../../server/protocol/routes/routes.ts';
import { toolAnswer } from '../../server/protocol/tools/toolAnswer.ts';
import { toolRequest } from '../../server/protocol/tools/toolRequest.ts';
import { tools } from '../../server/protocol/tools/toolTable.ts';
import type { RepositorySession } from '../infrastructure/repositorySession.ts';

/**
 * What a tool answers, as JSON.
 * @throws {Error} with a sentence for the model: the arguments, or what the service refused
 */
export async function answerTool(
  session: Pick<RepositorySession, 'call'>,
  name: string,
  input: Readonly<Record<string, unknown>>,
  signal: AbortSignal,
): Promise<string> {
  const tool = tools.find((each) => each.name === name);
  if (tool === undefined) throw new Error(`There is no tool ${name}.`);
  const { rows, idempotencyKey, ...request } = toolRequest(tool, input, undefined);
  const answer = await session.call(tool.route, { ...request, signal } as ApiRequest<RouteName>);
  return JSON.stringify(toolAnswer(answer, rows));
}
