import { once } from 'node:events';
import type { WorkspaceDocumentDiagnosticReport } from 'vscode-languageserver/node';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { URI } from 'vscode-uri';
import { LimitPolicy } from '../../configuration/limits/limitPolicy.ts';
import type { RepositoryLimits } from '../../configuration/limits/limitSource.ts';
import type { ClientAbilities } from '../clientAbilities.ts';
import type { DocumentDiagnostics } from '../documentDiagnostics.ts';
import type { FolderRules, FolderRulesCache } from '../folderRules.ts';
import type { WorkspaceFolders } from '../workspaceFolders.ts';
import type { ClosedDocuments } from './closedDocuments.ts';
import { type ClosedFileReport, closedFileReport } from './closedFileReport.ts';
import type { CheckedFile } from './indexWork.ts';
import type { RepositoryIndex } from './repositoryIndex.ts';
import { runIndexWork } from './runIndexWork.ts';
import { indexedRoot, type WorkspaceIndex } from './workspaceIndex.ts';

export interface WorkspaceSources {
  readonly folders: WorkspaceFolders;
  readonly rules: FolderRulesCache;
  readonly index: WorkspaceIndex;
  readonly diagnostics: DocumentDiagnostics;
  readonly openDocuments: () => readonly TextDocument[];
  readonly closed: ClosedDocuments;
  readonly client: ClientAbilities;
  readonly log: (sentence: string) => void;
  /** Called when the findings of all files are wanted. */
  readonly onShown: () => void;
}

/** Where the reports of a pass go. */
export interface PassReceiver {
  readonly report: (items: WorkspaceDocumentDiagnosticReport[]) => void;
  /** Part of all files that has been checked, from 0 to 1. */
  readonly progress: (part: number) => void;
}

/** One pass over all files of the workspace: reports what differs from what the editor has. */
export class WorkspacePass {
  readonly #sources: WorkspaceSources;
  readonly #known: Map<string, string>;
  readonly #receiver: PassReceiver;
  readonly #signal: AbortSignal;
  readonly #seen = new Set<string>();
  /** Addresses of documents that were closed, by their one spelling: what is shown of them is nobody's answer. */
  #closed: ReadonlyMap<string, string> = new Map();
  #different = false;

  /** @param known result id of each address that the editor has; kept up to date */
  constructor(
    sources: WorkspaceSources,
    known: Map<string, string>,
    receiver: PassReceiver,
    signal: AbortSignal,
  ) {
    this.#sources = sources;
    this.#known = known;
    this.#receiver = receiver;
    this.#signal = signal;
  }

  /** Whether anything was different. */
  async run(): Promise<boolean> {
    const { folders, rules, openDocuments } = this.#sources;
    const places = await Promise.all(folders.all().map((folder) => rules.of(folder)));
    const shown = places.filter(({ settings }) => settings.enable && settings.workspaceDiagnostics === 'on');
    if (shown.length > 0) this.#sources.onShown();
    const open = new Set(openDocuments().map(({ uri }) => spelled(uri)));
    this.#closed = new Map(this.#sources.closed.take().map((uri) => [spelled(uri), uri]));
    for (const uri of this.#known.keys()) if (this.#isClosed(uri)) this.#known.delete(uri);
    // First what is typed: the files on disk are to see its imports.
    if (shown.length > 0) for (const document of openDocuments()) await this.#checkOpen(document);
    for (const each of shown) await this.#checkFolder(each, open);
    if (!this.#signal.aborted) this.#clearGone(open);
    else for (const uri of this.#closed.values()) this.#sources.closed.add(uri);
    return this.#different;
  }

  async #checkFolder(rules: FolderRules, open: ReadonlySet<string>): Promise<void> {
    const place = indexedRoot(rules);
    if (!place) return;
    const { heavyModules } = rules.policy.of('a.py', 'python').settings;
    const index = heavyModules.size > 0 ? this.#sources.index.of(rules, heavyModules) : undefined;
    if (index) await unlessAborted(index.whenRead, this.#signal);
    const batches: CheckedFile[][] = [];
    let done = 0;
    const work = { kind: 'check', place, inputs: rules.inputs } as const;
    let handled = Promise.resolve();
    let inForce = rules;
    await runIndexWork(
      work,
      (message) => {
        if (message.kind === 'note') this.#sources.log(message.sentence);
        if (message.kind === 'limits') inForce = withRepository(rules, message.repository);
        if (message.kind !== 'checked') return;
        batches.push([...message.files]);
        handled = handled.then(async () => {
          const files = batches.shift() ?? [];
          await this.#reportClosed(files, inForce, index, open);
          done += files.length;
          this.#receiver.progress(Math.min(1, done / message.total));
        });
      },
      this.#signal,
    );
    await handled;
  }

  async #reportClosed(
    files: readonly CheckedFile[],
    rules: FolderRules,
    index: RepositoryIndex | undefined,
    open: ReadonlySet<string>,
  ): Promise<void> {
    const reports: WorkspaceDocumentDiagnosticReport[] = [];
    for (const file of files) {
      if (this.#signal.aborted) return;
      const report = closedFileReport(file, rules, index, this.#sources.client);
      // Between two files whatever the editor asks comes first.
      if (report?.resultId !== undefined) await new Promise(setImmediate);
      if (report && !open.has(spelled(report.uri))) reports.push(...this.#difference(report));
    }
    if (reports.length > 0) this.#receiver.report(reports);
  }

  #difference({ uri, resultId, items }: ClosedFileReport): WorkspaceDocumentDiagnosticReport[] {
    this.#seen.add(uri);
    const before = this.#known.get(uri);
    if (resultId === undefined)
      return before === undefined && !this.#isClosed(uri) ? [] : [this.#cleared(uri)];
    if (before === resultId) return [{ kind: 'unchanged', uri, version: null, resultId }];
    this.#known.set(uri, resultId);
    this.#different = true;
    return [{ kind: 'full', uri, version: null, resultId, items: items() }];
  }

  async #checkOpen(document: TextDocument): Promise<void> {
    const { uri, version } = document;
    this.#seen.add(uri);
    const { resultId, items } = await this.#sources.diagnostics.of(document);
    if (this.#signal.aborted) return;
    const before = this.#known.get(uri);
    this.#known.set(uri, resultId);
    if (before === resultId) this.#receiver.report([{ kind: 'unchanged', uri, version, resultId }]);
    else {
      this.#different = true;
      this.#receiver.report([{ kind: 'full', uri, version, resultId, items }]);
    }
  }

  #isClosed(uri: string): boolean {
    return this.#closed.size > 0 && this.#closed.has(spelled(uri));
  }

  /** What the editor still shows of files that are gone, left out or no longer to be shown. */
  #clearGone(open: ReadonlySet<string>): void {
    const told = new Set([...this.#seen].filter((uri) => this.#isClosed(uri)).map(spelled));
    const closed = [...this.#closed].filter(([uri]) => !told.has(uri) && !open.has(uri));
    const known = [...this.#known.keys()].filter((uri) => !this.#seen.has(uri));
    const gone = [...known, ...closed.map(([, uri]) => uri)];
    if (gone.length > 0) this.#receiver.report(gone.map((uri) => this.#cleared(uri)));
  }

  #cleared(uri: string): WorkspaceDocumentDiagnosticReport {
    this.#known.delete(uri);
    this.#different = true;
    return { kind: 'full', uri, version: null, items: [] };
  }
}

function withRepository(rules: FolderRules, repository: RepositoryLimits): FolderRules {
  return { ...rules, policy: new LimitPolicy({ ...rules.inputs, repository }) };
}

/** Waits, but no longer than anybody wants what comes after it. */
async function unlessAborted(awaited: Promise<void>, signal: AbortSignal): Promise<void> {
  if (signal.aborted) return;
  const stopped = new AbortController();
  const aborted = once(signal, 'abort', { signal: stopped.signal }).catch(() => undefined);
  await Promise.race([awaited, aborted]);
  stopped.abort();
}

/** One spelling of an address: editors and servers quote differently. */
function spelled(uri: string): string {
  return URI.parse(uri).toString();
}
