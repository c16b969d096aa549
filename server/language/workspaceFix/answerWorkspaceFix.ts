import { type Connection, LSPErrorCodes, ResponseError } from 'vscode-languageserver/node';
import { fixWorkspaceRequest, type WorkspaceFix } from '../../protocol/languageServer/languageRequests.ts';
import type { FeatureSources } from '../featureSources.ts';
import { WorkspaceFixer } from './workspaceFixer.ts';
import { workspaceSources } from './workspaceSources.ts';

/** Answers the request for every safe fix of the workspace: files that are open as they stand in the editor. */
export function answerWorkspaceFix(connection: Connection, sources: FeatureSources): void {
  connection.onRequest(fixWorkspaceRequest.method, async (_params, token): Promise<WorkspaceFix> => {
    const fixer = new WorkspaceFixer(sources);
    for await (const source of workspaceSources(sources)) {
      // Between two files others are served.
      await new Promise(setImmediate);
      if (token.isCancellationRequested)
        throw new ResponseError(LSPErrorCodes.RequestCancelled, 'Looking for fixes was cancelled.');
      await fixer.add(source);
    }
    return fixer.result;
  });
}
