import { isUtf8 } from 'node:buffer';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { URI } from 'vscode-uri';
import { readingProblem } from '../../workspace/files/sourceReader.ts';
import { repositoryRoot } from '../../workspace/repositoryRoot.ts';
import { walkFiles } from '../../workspace/walk/fileWalk.ts';
import { IgnoreRules } from '../../workspace/walk/ignoreRules.ts';
import type { FeatureSources } from '../featureSources.ts';

/** A file of the workspace as its editor has it, or why it cannot be had. */
export type WorkspaceSource =
  | { readonly document: TextDocument; readonly isOpen: boolean }
  | { readonly file: string; readonly why: string };

/** Languages whose findings can be fixed. */
const fixable = new Set(['python', 'javascript', 'javascriptreact', 'typescript', 'typescriptreact']);

/** The files of the workspace folders that could be fixed, one after the other; each once. */
export async function* workspaceSources(sources: FeatureSources): AsyncGenerator<WorkspaceSource> {
  const seen = new Set<string>();
  for (const folder of sources.folders.all()) {
    const { scheme, fsPath } = URI.parse(folder);
    if (scheme !== 'file') continue;
    for (const [file, languageId] of filesOf(fsPath)) {
      if (seen.has(file)) continue;
      seen.add(file);
      yield await sourceOf(file, languageId, sources);
    }
  }
}

function filesOf(folder: string): [string, string][] {
  const files: [string, string][] = [];
  walkFiles(folder, IgnoreRules.of(folder, repositoryRoot(folder) ?? folder), {
    isExcluded: () => false,
    onFile: (file, languageId) => {
      if (fixable.has(languageId)) files.push([file, languageId]);
    },
    onUnreadable: () => undefined,
  });
  return files;
}

async function sourceOf(
  file: string,
  languageId: string,
  { documents }: FeatureSources,
): Promise<WorkspaceSource> {
  const open = documents.all().find(({ uri }) => isFile(uri, file));
  if (open) return { document: open, isOpen: true };
  try {
    const bytes = await readFile(file);
    // An editor would read another encoding by its own guess, and write it back by that.
    if (!isUtf8(bytes)) return { file, why: 'it is not in UTF-8' };
    const text = bytes.toString('utf8').replace(/^\ufeff/, '');
    return { document: TextDocument.create(pathToFileURL(file).href, languageId, 0, text), isOpen: false };
  } catch (error) {
    return { file, why: readingProblem(error) };
  }
}

function isFile(uri: string, file: string): boolean {
  const { scheme, fsPath } = URI.parse(uri);
  return scheme === 'file' && path.relative(fsPath, file) === '';
}
