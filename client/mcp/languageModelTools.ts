import {
  Disposable,
  LanguageModelTextPart,
  type LanguageModelTool,
  LanguageModelToolResult,
  lm,
  window,
} from 'vscode';
import { isWithin } from '../../server/protocol/pathWithin.ts';
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

/** The repository of the file in the editor, else the first of the window: the tools name none. */
async function sessionOf(repositories: Repositories): Promise<RepositorySession> {
  if (repositories.sessions.length === 0) await repositories.update();
  const { sessions, problem } = repositories;
  const file = window.activeTextEditor?.document.uri.fsPath ?? '';
  const session = sessions.find(({ root }) => root !== undefined && isWithin(root, file)) ?? sessions[0];
  if (session === undefined) throw new Error(problem ?? 'There is no repository in this window.');
  return session;
}
