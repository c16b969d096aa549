import {
  type CompletionItem,
  CompletionItemKind,
  CompletionRequest,
  type Connection,
  type Position,
} from 'vscode-languageserver/node';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { statusProposals } from '../../analysis/agentStatus/statusProposals.ts';
import type { ClientAbilities } from '../clientAbilities.ts';
import type { DocumentReport } from '../documentDiagnostics.ts';

/**
 * Asks the editor for completion in status files alone: what is typed in other documents is none of our business.
 * Our own extension has a JSON schema for them in the usual folder.
 */
export async function registerStatusCompletion(
  connection: Connection,
  { registersCompletion }: Pick<ClientAbilities, 'registersCompletion'>,
): Promise<void> {
  if (!registersCompletion) return;
  const documentSelector = [{ pattern: '**/status.json' }];
  await connection.client.register(CompletionRequest.type, { documentSelector, triggerCharacters: ['"'] });
}

/** Names and values that may be written at a place of a status file; none in other documents. */
export function statusCompletion(
  document: TextDocument,
  { status }: DocumentReport,
  position: Position,
): CompletionItem[] {
  if (!status) return [];
  const found = statusProposals(status.document, document.offsetAt(position), {
    now: new Date(),
    states: status.context.states,
  });
  if (!found) return [];
  const range = { start: document.positionAt(found.start), end: document.positionAt(found.end) };
  const kind = found.kind === 'name' ? CompletionItemKind.Property : CompletionItemKind.Value;
  const filterText = (newText: string) => (found.start < found.end ? newText : undefined);
  return found.proposals.map(({ label, detail, newText }, index) => ({
    label,
    detail,
    kind,
    sortText: String(index).padStart(3, '0'),
    textEdit: { range, newText },
    ...(filterText(newText) !== undefined && { filterText: newText }),
  }));
}
