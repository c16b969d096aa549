import {
  type Disposable,
  type ExtensionContext,
  OverviewRulerLane,
  Range,
  type TextDocument,
  type TextEditor,
  type TextEditorDecorationType,
  ThemeColor,
  Uri,
  window,
} from 'vscode';
import type { ConflictHints } from './conflictHints.ts';
import type { HunkMark } from './hunkMarks.ts';

/** Marks in the gutter and in the overview ruler the lines that other branches change as well. */
export class HintDecorations implements Disposable {
  readonly #hints: ConflictHints;
  readonly #conflict: TextEditorDecorationType;
  readonly #shared: TextEditorDecorationType;
  readonly #subscriptions: readonly Disposable[];

  constructor(extension: ExtensionContext, hints: ConflictHints) {
    this.#hints = hints;
    this.#conflict = decoration(extension, 'hunk-conflict.svg', 'editorOverviewRuler.warningForeground');
    this.#shared = decoration(extension, 'hunk-shared.svg', 'editorOverviewRuler.infoForeground');
    this.#subscriptions = [
      hints.onDidChange((document) => this.#showIn(document)),
      window.onDidChangeVisibleTextEditors((editors) => {
        for (const editor of editors) this.#show(editor);
      }),
    ];
  }

  dispose(): void {
    for (const one of [...this.#subscriptions, this.#conflict, this.#shared]) one.dispose();
  }

  #showIn(document: TextDocument): void {
    for (const editor of window.visibleTextEditors) if (editor.document === document) this.#show(editor);
  }

  #show(editor: TextEditor): void {
    const marks = this.#hints.marks(editor.document);
    const ranges = (conflict: boolean) =>
      marks.filter((mark) => isConflict(mark) === conflict).map(({ lines }) => rangeOf(lines, editor));
    editor.setDecorations(this.#conflict, ranges(true));
    editor.setDecorations(this.#shared, ranges(false));
  }
}

function decoration(extension: ExtensionContext, icon: string, color: string): TextEditorDecorationType {
  return window.createTextEditorDecorationType({
    isWholeLine: true,
    gutterIconPath: Uri.joinPath(extension.extensionUri, 'media', icon),
    gutterIconSize: 'contain',
    overviewRulerColor: new ThemeColor(color),
    overviewRulerLane: OverviewRulerLane.Right,
  });
}

function isConflict({ sides }: HunkMark): boolean {
  return sides.some(({ conflict }) => conflict);
}

function rangeOf({ start, end }: HunkMark['lines'], { document }: TextEditor): Range {
  const last = Math.min(Math.max(start, end - 1), document.lineCount - 1);
  return new Range(Math.min(start, last), 0, last, 0);
}
