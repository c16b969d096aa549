import { isDeepStrictEqual } from 'node:util';
import {
  type Disposable,
  EventEmitter,
  type LogOutputChannel,
  type TextDocument,
  type TextEditor,
  window,
  workspace,
} from 'vscode';
import type { ResourceName } from '../../server/protocol/events.ts';
import { settingKey } from '../contributions.ts';
import type { BlobTexts } from '../documents/blobTexts.ts';
import { followSessions } from '../followSessions.ts';
import type { Repositories } from '../repositories.ts';
import { readSettings } from '../settings.ts';
import type { FileOverlaps } from './fileOverlaps.ts';
import type { HunkMark } from './hunkMarks.ts';

interface OpenFile {
  /** Ends the question that is under way. */
  asking: AbortController;
  known: FileOverlaps | undefined;
  marks: readonly HunkMark[];
}

export interface ConflictHintsParts {
  readonly repositories: Repositories;
  readonly blobs: BlobTexts;
  readonly log: LogOutputChannel;
}

/** Milliseconds: branches move in bursts, and typing needs no answer between two keys. */
const settleBranches = 150;
const settleTyping = 80;
const noMarks: readonly HunkMark[] = [];

/** Knows for every file on the screen which of its lines other active branches change as well, and keeps it current. */
export class ConflictHints implements Disposable {
  readonly #parts: ConflictHintsParts;
  readonly #changed = new EventEmitter<TextDocument>();
  readonly #files = new Map<TextDocument, OpenFile>();
  readonly #subscriptions: Disposable[];
  #askingSoon: NodeJS.Timeout | undefined;
  #placingSoon: NodeJS.Timeout | undefined;

  /** The marks of a document are different. */
  readonly onDidChange = this.#changed.event;

  constructor(parts: ConflictHintsParts) {
    this.#parts = parts;
    this.#subscriptions = [
      this.#changed,
      followSessions(
        parts.repositories,
        ({ store }) => store.onChanged(({ resource }) => this.#onRows(resource)),
        () => this.#askSoon(),
      ),
      window.onDidChangeVisibleTextEditors((editors) => this.#followEditors(editors)),
      window.onDidChangeWindowState(({ focused }) => focused && this.#askSoon()),
      workspace.onDidSaveTextDocument((document) => this.#files.has(document) && this.#askSoon()),
      workspace.onDidChangeTextDocument(({ document }) => this.#files.has(document) && this.#placeSoon()),
      workspace.onDidChangeConfiguration(
        (event) => event.affectsConfiguration(settingKey.editorHints) && this.#askSoon(),
      ),
    ];
    this.#followEditors(window.visibleTextEditors);
  }

  /** The marks of a document from the top, and the repository they come from. */
  marks(document: TextDocument): readonly HunkMark[] {
    return this.#files.get(document)?.marks ?? noMarks;
  }

  /** What is known of a document; undefined where nothing is marked. */
  known(document: TextDocument): FileOverlaps | undefined {
    return this.#files.get(document)?.known;
  }

  dispose(): void {
    clearTimeout(this.#askingSoon);
    clearTimeout(this.#placingSoon);
    for (const { asking } of this.#files.values()) asking.abort();
    for (const subscription of this.#subscriptions) subscription.dispose();
  }

  #onRows(resource: ResourceName): void {
    if (resource === 'branches') this.#askSoon();
    if (resource === 'conflicts') this.#placeSoon();
  }

  #followEditors(editors: readonly TextEditor[]): void {
    const shown = new Set(editors.map(({ document }) => document).filter(({ uri }) => uri.scheme === 'file'));
    for (const [document, { asking }] of this.#files) {
      if (shown.has(document)) continue;
      asking.abort();
      this.#files.delete(document);
    }
    for (const document of shown) {
      if (this.#files.has(document)) continue;
      this.#files.set(document, { asking: new AbortController(), known: undefined, marks: noMarks });
      void this.#ask(document);
    }
  }

  #askSoon(): void {
    clearTimeout(this.#askingSoon);
    this.#askingSoon = setTimeout(() => {
      for (const document of this.#files.keys()) void this.#ask(document);
    }, settleBranches);
  }

  #placeSoon(): void {
    clearTimeout(this.#placingSoon);
    this.#placingSoon = setTimeout(() => {
      for (const document of this.#files.keys()) this.#place(document);
    }, settleTyping);
  }

  /** Never rejects: where nobody answers there is no hint. */
  async #ask(document: TextDocument): Promise<void> {
    const file = this.#files.get(document);
    if (!file) return;
    file.asking.abort();
    const asking = new AbortController();
    file.asking = asking;
    const known = await this.#load(document, asking.signal);
    if (asking.signal.aborted || document.isClosed) return;
    file.known = known;
    this.#place(document);
  }

  async #load(document: TextDocument, signal: AbortSignal): Promise<FileOverlaps | undefined> {
    const { repositories, blobs, log } = this.#parts;
    if (!readSettings().editorHints || repositories.sessions.length === 0) return undefined;
    try {
      // Loaded only here: a window without a service never pays for it.
      const { loadFileOverlaps } = await import('./fileOverlaps.ts');
      return await loadFileOverlaps(document.uri.fsPath, repositories.sessions, blobs, signal);
    } catch (error) {
      if (!signal.aborted) log.debug(`No hints for ${document.uri.fsPath}: ${error}`);
      return undefined;
    }
  }

  #place(document: TextDocument): void {
    const file = this.#files.get(document);
    if (!file) return;
    const marks = file.known?.marks(document) ?? noMarks;
    if (isDeepStrictEqual(marks, file.marks)) return;
    file.marks = marks;
    this.#changed.fire(document);
  }
}
