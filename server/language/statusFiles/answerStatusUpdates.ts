import { type Connection, LSPErrorCodes, ResponseError } from 'vscode-languageserver/node';
import { URI } from 'vscode-uri';
import { StatusDocument } from '../../analysis/agentStatus/statusDocument.ts';
import { isSound } from '../../analysis/agentStatus/syntax/jsonText.ts';
import { statusChoices } from '../../analysis/agentStatus/writing/statusChoices.ts';
import { updateStatus } from '../../analysis/agentStatus/writing/updateStatus.ts';
import {
  readStatusRequest,
  type StatusReading,
  type StatusUpdated,
  type UpdateStatusParams,
  updateStatusRequest,
} from '../../protocol/languageServer/languageRequests.ts';
import { foreignEncoding, readStatusFile } from '../../workspace/agentStatus/changeStatusFile.ts';
import { updateStatusFile } from '../../workspace/agentStatus/updateStatusFile.ts';
import { FileNotReplaced } from '../../workspace/files/replaceFile.ts';
import type { FeatureSources } from '../featureSources.ts';
import { editorEdits, workspaceEdit } from '../workspaceEdit.ts';
import { isStatusFile, lifecycleStates } from './statusFile.ts';

/** A status file with the repository that it has to lie in. */
interface StatusPlace {
  readonly file: string;
  readonly root: string;
  readonly states: readonly string[];
}

type StatusSources = Pick<FeatureSources, 'documents' | 'folders' | 'rules' | 'client'>;

/** Answers the requests that read and change the status file of an agent; files of other kinds are refused. */
export function answerStatusUpdates(connection: Connection, sources: StatusSources): void {
  connection.onRequest(readStatusRequest.method, ({ uri }: { uri: string }) => reading(sources, uri));
  connection.onRequest(updateStatusRequest.method, (params: UpdateStatusParams) => update(sources, params));
}

async function reading(sources: StatusSources, uri: string): Promise<StatusReading> {
  const place = await placeOf(sources, uri);
  const open = sources.documents.get(uri)?.getText();
  const content = open === undefined ? await readStatusFile(place.root, place.file) : undefined;
  const text = open ?? content?.text ?? '';
  const refused = content && foreignEncoding(content);
  return {
    refused: refused ?? (isSound(text) ? undefined : 'The file is no JSON: mend it first.'),
    ...statusChoices(new StatusDocument(text), place.states),
  };
}

async function update(sources: StatusSources, { uri, change }: UpdateStatusParams): Promise<StatusUpdated> {
  const place = await placeOf(sources, uri);
  const document = sources.documents.get(uri);
  if (!document || (await isSaved(document.getText(), place))) {
    try {
      await updateStatusFile(place.root, place.file, change, new Date());
      return { refused: undefined, edit: undefined };
    } catch (error) {
      if (!(error instanceof FileNotReplaced)) throw error;
      return { refused: error.message, edit: undefined };
    }
  }
  const updated = updateStatus(document.getText(), change, new Date());
  if (updated.refused !== undefined) return { refused: updated.refused, edit: undefined };
  const edits = editorEdits(document, updated.edits);
  return { refused: undefined, edit: workspaceEdit(document, edits, sources.client.takesVersionedEdits) };
}

/** Whether an editor shows what stands in the file: then it shows what is written there too. */
async function isSaved(shown: string, { root, file }: StatusPlace): Promise<boolean> {
  const content = await readStatusFile(root, file).catch(() => undefined);
  return content?.text.replace(/^\uFEFF/, '') === shown.replace(/^\uFEFF/, '');
}

async function placeOf({ folders, rules }: StatusSources, uri: string): Promise<StatusPlace> {
  const { folder, path } = folders.locate(uri);
  const found = await rules.of(folder);
  const { scheme, fsPath } = URI.parse(uri);
  if (folder === undefined || scheme !== 'file' || !found.root?.path || !isStatusFile(found, path))
    throw new ResponseError(LSPErrorCodes.RequestFailed, 'This is not the status file of an agent.');
  return { file: fsPath, root: found.root.path, states: lifecycleStates(found) };
}
