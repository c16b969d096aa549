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
import { hasSchema } from './statusFile.ts';

/** Asks the editor for completion in status files alone: what is typed in other documents is none of our business. */
export async function registerStatusCompletion(
  connection: Connection,
  { registersCompletion }: Pick<ClientAbilities, 'registersCompletion'>,
): Promise<void> {
  if (!registersCompletion) return;
  const documentSelector = [{ pattern: '**/status.json' }];
  await connection.client.register(CompletionRequest.type, { documentSelector, triggerCharacters: ['"'] });
}

/** Values, and names where no schema proposes them, that may be written at a place of a status file; none in others. */
export function statusCompletion(
  document: TextDocument,
  { status }: DocumentReport,
  position: Position,
  client: Pick<ClientAbilities, 'runsCommands'>,
): CompletionItem[] {
  if (!status) return [];
  const found = statusProposals(status.document, document.offsetAt(position), {
    now: new Date(),
    states: status.context.states,
  });
  if (!found || (found.kind === 'name' && hasSchema(document.uri, client))) return [];
  const range = { start: document.positionAt(found.start), end: document.positionAt(found.end) };
  const kind = found.kind === 'name' ? CompletionItemKind.Property : CompletionItemKind.Value;
  return found.proposals.map(({ label, detail, newText }, index) => ({
    label,
    detail,
    kind,
    sortText: String(index).padStart(3, '0'),
    textEdit: { range, newText },
    // What is typed has its quote already.
    ...(found.start < found.end && { filterText: newText }),
  }));
}
