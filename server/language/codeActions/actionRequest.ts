import type { CodeActionContext } from 'vscode-languageserver/node';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { ClientAbilities } from '../clientAbilities.ts';
import type { DocumentReport } from '../documentDiagnostics.ts';
import type { FeatureSources } from '../featureSources.ts';
import type { ImportExplanations } from '../importExplanations.ts';

/** What code actions are made of. */
export interface ActionSources {
  readonly explanations: ImportExplanations;
  readonly client: ClientAbilities;
}

/** An editor's question for the code actions at a place of a document. */
export interface ActionRequest
  extends ActionSources,
    Pick<FeatureSources, 'documents' | 'configurations' | 'folders'> {
  readonly document: TextDocument;
  readonly report: DocumentReport;
  readonly context: CodeActionContext;
}
