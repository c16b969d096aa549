import {
  AnnotatedTextEdit,
  type TextDocumentEdit,
  type TextEdit,
  type WorkspaceEdit,
} from 'vscode-languageserver/node';
import type { WorkspaceFix } from '../../protocol/languageServer/languageRequests.ts';
import { safeFixes } from '../codeActions/fixAllAction.ts';
import type { FeatureSources } from '../featureSources.ts';
import { shownFirst } from '../shownFirst.ts';
import { editorEdits } from '../workspaceEdit.ts';
import type { WorkspaceSource } from './workspaceSources.ts';

const annotation = 'safe-fixes';
const annotations = { [annotation]: { label: 'Make heavy imports lazy where that is proven safe' } };

/** Collects the safe fixes of one file after the other into one edit. */
export class WorkspaceFixer {
  readonly #sources: FeatureSources;
  readonly #edits: TextDocumentEdit[] = [];
  readonly #skipped: { path: string; why: string }[] = [];
  #fixes = 0;

  constructor(sources: FeatureSources) {
    this.#sources = sources;
  }

  get result(): WorkspaceFix {
    const files = this.#edits.length;
    return { edit: this.#edit(), fixes: this.#fixes, files, skipped: this.#skipped };
  }

  async add(source: WorkspaceSource): Promise<void> {
    if ('why' in source) {
      this.#skipped.push({ path: source.file, why: source.why });
      return;
    }
    const { document, isOpen } = source;
    const report = await this.#sources.diagnostics.whole(document, isOpen);
    if (!report.findings.some(({ rule }) => rule === 'heavy-import')) return;
    const { edits, applied } = await safeFixes({ ...this.#sources, document, report });
    if (edits.length === 0) return;
    this.#fixes += applied.length;
    const textDocument = { uri: document.uri, version: isOpen ? document.version : null };
    this.#edits.push({ textDocument, edits: editorEdits(document, edits) });
  }

  #edit(): WorkspaceEdit {
    const { client } = this.#sources;
    const { takesVersionedEdits, confirmsEdits } = client;
    const [first] = this.#edits;
    if (!takesVersionedEdits)
      return { changes: Object.fromEntries(this.#edits.map((each) => [each.textDocument.uri, plain(each)])) };
    if (!confirmsEdits || !first) return { documentChanges: this.#edits };
    const documentChanges = this.#edits.map((each) => ({
      ...each,
      edits: plain(each).map(({ range, newText }) => AnnotatedTextEdit.replace(range, newText, annotation)),
    }));
    return shownFirst({ documentChanges, annotations }, first.textDocument.uri, client);
  }
}

function plain({ edits }: TextDocumentEdit): TextEdit[] {
  return edits.filter((edit): edit is TextEdit => 'newText' in edit);
}
