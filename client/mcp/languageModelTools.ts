import {
  Disposable,
  LanguageModelTextPart,
  type LanguageModelTool,
  LanguageModelToolResult,
  lm,
} from 'vscode';
import { languageModelTools } from '../contributions.ts';
import type { RepositorySession } from '../infrastructure/repositorySession.ts';
import type { Repositories } from '../repositories.ts';

type Input = Readonly<Record<string, unknown>>;

/** Gives chat in the editor the tools that read: those that change something are asked for over MCP or by a command. */
export function registerLanguageModelTools(repositories: Repositories): Disposable {
  const registered = Object.entries(languageModelTools).map(([id, name]) =>
    lm.registerTool(id, readingTool(name, repositories)),
  );
  return Disposable.from(...registered);
}

function readingTool(name: string, repositories: Repositories): LanguageModelTool<Input> {
  return {
    async invoke({ input }, token) {
      const gone = new AbortController();
      const cancelled = token.onCancellationRequested(() => gone.abort());
      try {
        const session = await sessionOf(repositories);
        const { answerTool } = await import('./answerTool.ts');
        return new LanguageModelToolResult([
          new LanguageModelTextPart(await answerTool(session, name, input, gone.signal)),
        ]);
      } finally {
        cancelled.dispose();
      }
    },
  };
}

/** The first repository of the window: the tools name none. */
async function sessionOf(repositories: Repositories): Promise<RepositorySession> {
  if (repositories.sessions.length === 0) await repositories.update();
  const [first] = repositories.sessions;
  if (first === undefined) throw new Error(repositories.problem ?? 'There is no repository in this window.');
  return first;
}
