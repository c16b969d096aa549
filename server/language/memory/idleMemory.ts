import type { TextDocuments } from 'vscode-languageserver/node';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { releaseScanner } from '../../analysis/scan/scanner.ts';
import { returnMemory } from './returnMemory.ts';

/** Milliseconds without work after which nobody is typing. */
const pause = 5000;
/** Edits, or other things done, that leave enough behind for a collection. */
const worthwhile = 100;

/** Gives memory back when a server that has worked is left alone: V8 itself collects only while memory is being taken. */
export class IdleMemory {
  #done = 0;
  #timer: NodeJS.Timeout | undefined;

  /** Something was done that leaves short-lived objects behind. */
  worked(): void {
    this.#done++;
    if (this.#timer) this.#timer.refresh();
    else this.#timer = setTimeout(() => this.#paused(), pause).unref();
  }

  #paused(): void {
    this.#timer = undefined;
    if (!releaseScanner() && this.#done < worthwhile) return;
    this.#done = 0;
    returnMemory();
  }
}

/** Gives memory back in the pauses between an editor's edits, of documents that it opens and closes too. */
export function returnMemoryWhenIdle(documents: TextDocuments<TextDocument>): void {
  const memory = new IdleMemory();
  documents.onDidChangeContent(() => memory.worked());
  documents.onDidClose(() => memory.worked());
}
