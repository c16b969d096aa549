import type { Position, Range } from 'vscode-languageserver/node';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { statusMeaning } from '../../analysis/agentStatus/statusMeaning.ts';
import type { ClientAbilities } from '../clientAbilities.ts';
import { hasSchema, type StatusFile } from './statusFile.ts';

/** What a field of a status file is there for and what it is read as, as Markdown; undefined where nothing is to be said. */
export function statusHover(
  document: TextDocument,
  { document: status, context }: StatusFile,
  position: Position,
  client: Pick<ClientAbilities, 'runsCommands'>,
): { readonly value: string; readonly range: Range } | undefined {
  const found = statusMeaning(status, document.offsetAt(position), context.states);
  if (!found) return undefined;
  const { description, meaning, start, end } = found;
  const said = [...(hasSchema(document.uri, client) ? [] : [description]), ...(meaning ? [meaning] : [])];
  if (said.length === 0) return undefined;
  const range = { start: document.positionAt(start), end: document.positionAt(end) };
  return { value: said.join('\n\n'), range };
}
