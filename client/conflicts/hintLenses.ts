import { CodeLens, type CodeLensProvider, EventEmitter, Range, type TextDocument } from 'vscode';
import { commandId } from '../contributions.ts';
import { plainLabel } from '../plainText.ts';
import type { ConflictHints } from './conflictHints.ts';
import { hunkSentence } from './hunkSentence.ts';
import type { OtherSideArgument } from './openOtherSide.ts';

/** Says above marked lines which branches change them as well; one click opens the other side. */
export class HintLenses implements CodeLensProvider {
  readonly #hints: ConflictHints;
  readonly #changed = new EventEmitter<void>();
  readonly onDidChangeCodeLenses = this.#changed.event;

  constructor(hints: ConflictHints) {
    this.#hints = hints;
    hints.onDidChange(() => this.#changed.fire());
  }

  provideCodeLenses(document: TextDocument): CodeLens[] {
    return this.#hints.marks(document).map(({ lines, sides }) => {
      const icon = sides.some(({ conflict }) => conflict) ? '$(warning)' : '$(git-branch)';
      const argument: OtherSideArgument = { uri: document.uri.toString(), line: lines.start };
      const line = Math.min(lines.start, document.lineCount - 1);
      return new CodeLens(new Range(line, 0, line, 0), {
        title: `${icon}\u00a0${plainLabel(hunkSentence(sides))}`,
        command: commandId.openOtherSide,
        arguments: [argument],
      });
    });
  }
}
