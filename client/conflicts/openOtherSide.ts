import path from 'node:path';
import { commands, l10n, Range, type TextDocument, type Uri, window, workspace } from 'vscode';
import type { CommandFunction } from '../commands/commandContext.ts';
import { NothingToDo } from '../commands/commandRefused.ts';
import type { VirtualDocuments } from '../documents/virtualDocuments.ts';
import { pickOne } from '../input/questions.ts';
import type { FileOverlaps } from './fileOverlaps.ts';
import type { HunkMark, MarkedSide } from './hunkMarks.ts';
import { hunkSentence } from './hunkSentence.ts';

/** Which marked lines are meant, as lenses and hovers say it; without it those at the cursor. */
export interface OtherSideArgument {
  readonly uri: string;
  /** From 0. */
  readonly line: number;
  readonly branch?: string;
}

/** Opens the diff of an open file and the version of another branch that changes the same lines. */
export const openOtherSide: CommandFunction = async ({ hints, documents }, argument) => {
  const wanted = argumentOf(argument);
  const document = workspace.textDocuments.find(({ uri }) => uri.toString() === wanted?.uri);
  const known = document && hints.known(document);
  const mark = document && markAt(hints.marks(document), wanted?.line ?? 0);
  if (!document || !known || !mark)
    throw new NothingToDo(l10n.t('No other active branch changes these lines.'));
  const side = await sideOf(mark, wanted?.branch);
  await showDiff(document, otherSide(documents, known, side), mark, side);
};

function argumentOf(argument: unknown): OtherSideArgument | undefined {
  if (typeof argument === 'object' && argument !== null && 'uri' in argument && 'line' in argument)
    return argument as OtherSideArgument;
  const editor = window.activeTextEditor;
  return editor && { uri: editor.document.uri.toString(), line: editor.selection.active.line };
}

/** The mark that has the line, or begins last before it. */
function markAt(marks: readonly HunkMark[], line: number): HunkMark | undefined {
  return (
    marks.find(({ lines }) => lines.start === line) ??
    marks.find(({ lines }) => lines.start <= line && line < lines.end)
  );
}

async function sideOf({ sides }: HunkMark, branch: string | undefined): Promise<MarkedSide> {
  const named = sides.find((side) => side.branch === branch);
  const [only, ...others] = sides;
  if (named) return named;
  if (only && others.length === 0) return only;
  const choices = sides.map((side) => ({
    label: side.branch,
    description: hunkSentence([side]),
    value: side,
  }));
  const question = { placeholder: l10n.t('Select the branch to compare with'), choices };
  return pickOne(question, { title: l10n.t('Open Other Side'), step: 1, total: 1 });
}

/** Empty where the branch deleted the file. */
function otherSide(documents: VirtualDocuments, { session, head }: FileOverlaps, { there }: MarkedSide): Uri {
  return documents.blobUri(session.id, there ?? { path: head.path });
}

async function showDiff(
  document: TextDocument,
  other: Uri,
  { lines }: HunkMark,
  { branch }: MarkedSide,
): Promise<void> {
  const title = l10n.t('{0} ({1} ↔ this file)', path.basename(document.uri.path), branch);
  const selection = new Range(lines.start, 0, lines.start, 0);
  await commands.executeCommand('vscode.diff', other, document.uri, title, { selection });
}
