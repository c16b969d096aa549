import { existsSync } from 'node:fs';
import path from 'node:path';
import {
  type CancellationToken,
  type Connection,
  LSPErrorCodes,
  ResponseError,
} from 'vscode-languageserver/node';
import { URI } from 'vscode-uri';
import {
  type ImportCost,
  type MeasureImportCostParams,
  measureImportCostRequest,
} from '../../protocol/languageServer/languageRequests.ts';
import type { FeatureSources } from '../featureSources.ts';
import { measureImportCost } from './measureImportCost.ts';
import { PythonRunFailed } from './pythonRun.ts';

/** Of one run: the heaviest libraries load in a tenth of it. */
const runLimit = 60_000;

/**
 * Answers the request to measure an import. It is the only thing for which the server runs a program, and it does so
 * only when the editor asks for it by name: an editor sends it for a command of the person in a trusted workspace.
 */
export function answerMeasurements(connection: Connection, sources: FeatureSources): void {
  const { method } = measureImportCostRequest;
  connection.onRequest(method, async (params: MeasureImportCostParams, token) => {
    const cost = await measured(params, sources, token);
    await sources.costs.add(cost);
    sources.refreshHints();
    return cost;
  });
}

async function measured(
  { uri, module, interpreter }: MeasureImportCostParams,
  sources: FeatureSources,
  token: CancellationToken,
): Promise<ImportCost> {
  const cancelling = new AbortController();
  const subscription = token.onCancellationRequested(() => cancelling.abort());
  try {
    return await measureImportCost({
      module: String(module),
      interpreter: checkedInterpreter(interpreter),
      sourceRoots: sourceRoots(String(uri), sources),
      limit: runLimit,
      signal: cancelling.signal,
    });
  } catch (error) {
    if (token.isCancellationRequested)
      throw new ResponseError(LSPErrorCodes.RequestCancelled, 'Measuring was cancelled.');
    if (error instanceof PythonRunFailed) throw new ResponseError(LSPErrorCodes.RequestFailed, error.message);
    throw error;
  } finally {
    subscription.dispose();
  }
}

function checkedInterpreter(interpreter: unknown): string {
  if (typeof interpreter === 'string' && interpreter !== '' && !interpreter.includes('\0'))
    return interpreter;
  throw new PythonRunFailed('No Python interpreter is named.');
}

/** Folders that a document's own modules may lie in: the workspace folder, its `src`, and that of the document. */
function sourceRoots(uri: string, { folders }: FeatureSources): string[] {
  const { folder } = folders.locate(uri);
  const document = URI.parse(uri);
  const root = folder === undefined ? [] : [URI.parse(folder).fsPath];
  const own = document.scheme === 'file' ? [path.dirname(document.fsPath)] : [];
  const candidates = [...root, ...root.map((each) => path.join(each, 'src')), ...own];
  return [...new Set(candidates)].filter((each) => existsSync(each));
}
