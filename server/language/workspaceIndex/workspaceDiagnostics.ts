import {
  type CancellationToken,
  type Connection,
  LSPErrorCodes,
  ResponseError,
  type WorkspaceDocumentDiagnosticReport,
} from 'vscode-languageserver/node';
import { type PassReceiver, WorkspacePass, type WorkspaceSources } from './workspacePass.ts';

/**
 * Answers `workspace/diagnostic`: streams what is different from what the editor has, with progress. Where nothing
 * is, an editor that takes partial results gets its answer when something has changed: it asks again at once after
 * every answer. Another one is told that nothing has.
 */
export function answerWorkspaceDiagnostics(connection: Connection, sources: WorkspaceSources): void {
  const { changes } = sources.index;
  connection.languages.diagnostics.onWorkspace(async (params, token, workDone, stream) => {
    const ended = abortedWith(token);
    const collected: WorkspaceDocumentDiagnosticReport[] = [];
    const report = (items: WorkspaceDocumentDiagnosticReport[]): void => {
      if (stream) stream.report({ items });
      else collected.push(...items);
    };
    const known = new Map(params.previousResultIds.map(({ uri, value }) => [uri, value]));
    workDone.begin('Checking the workspace', 0, undefined, true);
    const progress = (part: number): void => workDone.report(Math.round(part * 100));
    let { count } = changes;
    let different = await new WorkspacePass(sources, known, { report, progress }, ended).run();
    workDone.done();
    while (stream && !different && !ended.aborted) {
      await changes.after(count, ended);
      count = changes.count;
      different = await new WorkspacePass(sources, known, later(report), ended).run();
    }
    if (ended.aborted) throw cancelled();
    return { items: collected };
  });
}

/** In a later pass of one request nothing is said of what has not changed: that was said in the first. */
function later(report: PassReceiver['report']): PassReceiver {
  return {
    report: (items) => {
      const changed = items.filter(({ kind }) => kind !== 'unchanged');
      if (changed.length > 0) report(changed);
    },
    progress: () => undefined,
  };
}

function abortedWith(token: CancellationToken): AbortSignal {
  const controller = new AbortController();
  if (token.isCancellationRequested) controller.abort();
  token.onCancellationRequested(() => controller.abort());
  return controller.signal;
}

function cancelled(): ResponseError<void> {
  return new ResponseError(LSPErrorCodes.RequestCancelled, 'The editor no longer needs this answer.');
}
