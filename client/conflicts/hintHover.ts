import {
  Hover,
  type HoverProvider,
  l10n,
  MarkdownString,
  type Position,
  Range,
  type TextDocument,
} from 'vscode';
import { commandId } from '../contributions.ts';
import type { BlobTexts } from '../documents/blobTexts.ts';
import { sinceText } from '../views/ageText.ts';
import type { ConflictHints } from './conflictHints.ts';
import type { FileOverlaps } from './fileOverlaps.ts';
import type { HunkMark, MarkedSide } from './hunkMarks.ts';
import { hunkSentence } from './hunkSentence.ts';
import type { OtherSideArgument } from './openOtherSide.ts';

const shownSides = 4;
const shownLines = 12;
const shownCharacters = 160;

/** Tells about marked lines who else changes them and how, with a link to the other side. */
export class HintHover implements HoverProvider {
  readonly #hints: ConflictHints;
  readonly #blobs: BlobTexts;

  constructor(hints: ConflictHints, blobs: BlobTexts) {
    this.#hints = hints;
    this.#blobs = blobs;
  }

  async provideHover(document: TextDocument, { line }: Position): Promise<Hover | undefined> {
    const known = this.#hints.known(document);
    const marks = this.#hints.marks(document).filter(({ lines }) => covers(lines, line));
    if (!known || marks.length === 0) return undefined;
    const sides = marks.flatMap((mark) => mark.sides.map((side) => ({ mark, side })));
    const contents = await Promise.all(
      sides.slice(0, shownSides).map(({ mark, side }) => this.#describe(known, document, mark, side)),
    );
    if (sides.length > shownSides)
      contents.push(new MarkdownString(l10n.t('{0} more branches', sides.length - shownSides)));
    const [first = { start: line, end: line }] = marks.map(({ lines }) => lines);
    return new Hover(contents, new Range(first.start, 0, Math.max(first.start, first.end - 1), 0));
  }

  async #describe(known: FileOverlaps, document: TextDocument, mark: HunkMark, side: MarkedSide) {
    const text = new MarkdownString('', true);
    text.isTrusted = { enabledCommands: [commandId.openOtherSide] };
    text.appendMarkdown(side.conflict ? '$(warning) ' : '$(git-branch) ').appendText(hunkSentence([side]));
    text.appendMarkdown('  \n').appendText(lastCommit(known, side.branch));
    const diff = await this.#diff(known, document, side);
    if (diff !== '') text.appendCodeblock(diff, 'diff');
    const argument: OtherSideArgument = {
      uri: document.uri.toString(),
      line: mark.lines.start,
      branch: side.branch,
    };
    const link = `command:${commandId.openOtherSide}?${encodeURIComponent(JSON.stringify([argument]))}`;
    return text.appendMarkdown(`\n\n[${l10n.t('Open other side')}](${link})`);
  }

  /** Lines of the editor against those of the branch. */
  async #diff({ session }: FileOverlaps, document: TextDocument, side: MarkedSide) {
    if (!side.lines || !side.there) return '';
    const { start, count } = side.lines;
    const content = await this.#blobs.read(session, side.there.blob).catch(() => undefined);
    const theirs = content?.text?.split(/\r?\n/).slice(start - 1, start - 1 + count) ?? [];
    const { here } = side;
    const ours = Array.from({ length: here.end - here.start }, (_, index) => here.start + index)
      .filter((line) => line < document.lineCount)
      .map((line) => document.lineAt(line).text);
    return [...prefixed('-', ours), ...prefixed('+', theirs)].join('\n');
  }
}

function covers({ start, end }: HunkMark['lines'], line: number): boolean {
  return line >= start && line < Math.max(end, start + 1);
}

function lastCommit({ session, overlaps }: FileOverlaps, branch: string): string {
  const row = session.store.get('branches', branch);
  const commit = overlaps.branches.find((overlap) => overlap.branch === branch)?.commit.slice(0, 8) ?? '';
  if (!row) return commit;
  return l10n.t(
    '{0}, {1} ago: {2} {3}',
    row.author,
    sinceText(row.committedAt, Date.now()),
    commit,
    row.subject,
  );
}

function prefixed(sign: string, lines: readonly string[]): string[] {
  const shown = lines.slice(0, shownLines).map((line) => `${sign}${line.slice(0, shownCharacters)}`);
  return lines.length > shownLines
    ? [...shown, l10n.t('  {0} more lines', lines.length - shownLines)]
    : shown;
}
