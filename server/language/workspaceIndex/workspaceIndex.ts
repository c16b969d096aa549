import { URI } from 'vscode-uri';
import type { WorkspaceFacts } from '../../analysis/laziness/workspaceFacts.ts';
import { isWithin } from '../../protocol/pathWithin.ts';
import { pathBelow } from '../../workspace/files/pathBelow.ts';
import type { FolderRules } from '../folderRules.ts';
import { ChangeSignal } from './changeSignal.ts';
import type { IndexedRoot } from './indexWork.ts';
import { RepositoryIndex } from './repositoryIndex.ts';

/** The indexes of the repositories that the window's folders lie in; each is begun when a Python document asks for it. */
export class WorkspaceIndex {
  /** Raised by whatever may change the findings of files that are not open. */
  readonly changes = new ChangeSignal();
  readonly #log: (sentence: string) => void;
  readonly #listeners = new Set<() => void>();
  /** By root and workspace folder: what the editor leaves out is a matter of the folder. */
  readonly #indexes = new Map<string, RepositoryIndex>();

  constructor(log: (sentence: string) => void) {
    this.#log = log;
  }

  get isBegun(): boolean {
    return this.#indexes.size > 0;
  }

  /** Calls a listener when answers may have changed and no document of the editor was the cause. */
  onChanged(listener: () => void): void {
    this.#listeners.add(listener);
  }

  /** The index of the repository that rules belong to; undefined for documents that are in no folder of a disk. */
  of(rules: FolderRules, heavyModules: ReadonlySet<string>): RepositoryIndex | undefined {
    const place = indexedRoot(rules);
    if (!place) return undefined;
    const key = keyOf(place.root, place.prefix);
    const known = this.#indexes.get(key);
    if (known && JSON.stringify(known.place) === JSON.stringify(place)) return known;
    known?.dispose();
    const made = new RepositoryIndex(place, heavyModules, { changed: () => this.#changed(), log: this.#log });
    this.#indexes.set(key, made);
    return made;
  }

  /** The index that has been begun for rules, without beginning one. */
  known({ root }: FolderRules): RepositoryIndex | undefined {
    return root?.path === undefined ? undefined : this.#indexes.get(keyOf(root.path, root.prefix));
  }

  /** What the other files say about the module at an address; undefined where they are not known. */
  factsOf(uri: string): WorkspaceFacts | undefined {
    for (const { index, below } of this.#around(uri)) {
      const facts = index.factsOf(below);
      if (facts) return facts;
    }
    return undefined;
  }

  /** @param isGone it was deleted: a folder, too, whose files an editor may not name */
  changedOnDisk(uri: string, isGone: boolean): void {
    const isPython = /\.pyw?$/.test(uri);
    if (!isPython && !isGone) return;
    for (const { index, below } of this.#around(uri)) {
      if (isPython) index.changedOnDisk(below);
      if (isGone) index.folderGone(below);
    }
  }

  closed(uri: string): void {
    for (const { index, below } of this.#around(uri)) index.closed(below);
  }

  /** Ends every thread and forgets what was read: the folders are others now. */
  forget(): void {
    for (const index of this.#indexes.values()) index.dispose();
    this.#indexes.clear();
  }

  #changed(): void {
    this.changes.raise();
    for (const listener of this.#listeners) listener();
  }

  /** The indexes whose root an address lies below, with its path relative to that. */
  *#around(uri: string): IterableIterator<{ readonly index: RepositoryIndex; readonly below: string }> {
    const { scheme, fsPath } = URI.parse(uri);
    if (scheme !== 'file') return;
    for (const index of this.#indexes.values()) {
      const { root } = index.place;
      const below = isWithin(root, fsPath) ? pathBelow(root, fsPath) : '';
      if (below !== '') yield { index, below };
    }
  }
}

function keyOf(root: string, prefix: string): string {
  return `${root}\0${prefix}`;
}

/** The repository that rules belong to, with what they leave out; undefined where it is on no disk. */
export function indexedRoot({ root, settings, configuration }: FolderRules): IndexedRoot | undefined {
  if (root?.path === undefined) return undefined;
  return {
    root: root.path,
    prefix: root.prefix,
    excludedByEditor: settings.exclude,
    excludedByRepository: configuration?.v2.exclude ?? [],
  };
}
