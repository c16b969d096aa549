import { createHash } from 'node:crypto';
import type { Diagnostic } from 'vscode-languageserver/node';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { StatusContext } from '../analysis/agentStatus/findings/statusContext.ts';
import { statusFindings } from '../analysis/agentStatus/findings/statusFindings.ts';
import { StatusDocument } from '../analysis/agentStatus/statusDocument.ts';
import { analyzeModule, type SuppressedFinding, suppressedFindings } from '../analysis/analyze.ts';
import type { Finding } from '../analysis/finding.ts';
import { furthestDeclaration } from '../analysis/limits/declaredLimits.ts';
import { notebookCell } from '../analysis/python/notebookCell.ts';
import type { Rule } from '../analysis/rule.ts';
import { SourceModule } from '../analysis/sourceModule.ts';
import type { FileLimits } from '../configuration/limits/fileLimits.ts';
import type { parseConfiguration } from '../configuration/parseConfiguration.ts';
import { configurationFileName } from '../protocol/configuration/configurationFileName.ts';
import type { ClientAbilities } from './clientAbilities.ts';
import { sourceOf } from './documents/encodedDocument.ts';
import type { FolderRules, FolderRulesCache } from './folderRules.ts';
import { cellFindings } from './notebooks/cellFindings.ts';
import type { NotebookCells } from './notebooks/notebookCells.ts';
import { editorPositions } from './positions/editorPositions.ts';
import { relatedPlaces } from './relatedPlaces.ts';
import { isStatusFile, type StatusFile, statusContext } from './statusFiles/statusFile.ts';
import { configurationDiagnostic, findingDiagnostic } from './toDiagnostic.ts';
import type { Location, WorkspaceFolders } from './workspaceFolders.ts';
import type { WorkspaceIndex } from './workspaceIndex/workspaceIndex.ts';

/** More squiggles than this help nobody; the rest shows once these are gone. */
export const maximumFindings = 1000;
export interface DocumentReport {
  /** What the report was made of. */
  readonly version: number;
  readonly rules: FolderRules;
  /** What the index of other files told of the document; undefined where no other file has a part in the report. */
  readonly indexed?: IndexedState;
  /** Address of the workspace folder around the document. */
  readonly folder: string | undefined;
  /** Of a notebook's cell: its Python, with places as in the document. */
  readonly module: SourceModule;
  readonly isNotebookCell: boolean;
  /** What the document is held to, and who says so. */
  readonly limits: FileLimits;
  /** Whether the rules apply to the document: it is neither excluded nor a `swarm.json`. */
  readonly isChecked: boolean;
  readonly findings: readonly Finding[];
  /** Of the status file of an agent: how it is read. */
  readonly status?: StatusFile;
  /** One of each finding, in the same order; or the problems of a `swarm.json`. */
  readonly items: Diagnostic[];
  /** Equal for equal items in lines of equal lengths. */
  readonly resultId: string;
  /** What is to be found in another text of this document, such as one with a fix made. */
  readonly find: (module: SourceModule) => readonly Finding[];
  /** What comments disable, found when it is asked for. */
  readonly suppressed: () => readonly SuppressedFinding[];
}

/** The path of a document in its repository, and the state of what it leads to there. */
interface IndexedState {
  readonly path: string;
  readonly version: number;
}

type UnnamedReport = Omit<DocumentReport, 'resultId'>;

/** A report without findings, and how they are made with other rules than all of them. */
interface EmptyReport extends UnnamedReport {
  readonly find: (module: SourceModule, rules?: readonly Rule[]) => readonly Finding[];
}

/** What the index of a repository tells of a document. */
interface DocumentIndex {
  readonly state: IndexedState;
  readonly rules: readonly Rule[];
}

interface Place extends Location {
  readonly isNotebookCell: boolean;
  /** Otherwise the index knows the file from disk, and goes on to follow it there. */
  readonly isOpen: boolean;
  /** What reads the document where it is a `swarm.json`. */
  readonly parse: typeof parseConfiguration | undefined;
  /** What the document is judged by where it is the status file of an agent. */
  readonly status: StatusContext | undefined;
}

/** Where documents lie, and what holds there. */
export interface DocumentPlaces {
  readonly folders: WorkspaceFolders;
  readonly rules: FolderRulesCache;
  readonly cells: NotebookCells;
  readonly index: WorkspaceIndex;
}

/** The diagnostics of open documents, made once for each text of a document and state of its rules. */
export class DocumentDiagnostics {
  readonly #reports = new WeakMap<TextDocument, DocumentReport>();
  /** Edited since their reports were made. Versions do not tell: some editors say one twice, or a lower one. */
  readonly #edited = new WeakSet<TextDocument>();
  readonly #places: DocumentPlaces;
  readonly #relatedPlaces: boolean;
  readonly #log: (line: string) => void;

  constructor(
    places: DocumentPlaces,
    { showsRelatedPlaces }: Pick<ClientAbilities, 'showsRelatedPlaces'>,
    log: (line: string) => void,
  ) {
    this.#log = log;
    this.#relatedPlaces = showsRelatedPlaces;
    this.#places = places;
  }

  /** Of the document as it is when its rules are known: an edit that arrives meanwhile is already counted. */
  of(document: TextDocument): Promise<DocumentReport> {
    return this.#of(document, true);
  }

  /** With what all other files say, which may have to be read first; also of a file that the editor has not opened. */
  async whole(document: TextDocument, isOpen: boolean): Promise<DocumentReport> {
    const report = await this.#of(document, isOpen);
    const index = this.#places.index.known(report.rules);
    if (!index || index.isReady) return report;
    await index.whenRead;
    return this.#of(document, isOpen);
  }

  async #of(document: TextDocument, isOpen: boolean): Promise<DocumentReport> {
    const { folders, cells } = this.#places;
    const notebook = cells.notebookOf(document.uri);
    const location = folders.locate(notebook ?? document.uri);
    const parse = isConfiguration(location.path) ? await configurationParser() : undefined;
    const rules = await this.#places.rules.of(location.folder, location.path);
    const known = this.#reports.get(document);
    if (known && sameRules(known, rules, location) && this.isCurrent(document)) return known;
    const status = isStatusFile(rules, location.path)
      ? await statusContext(document.uri, sourceOf(document).length, rules)
      : undefined;
    const place = { ...location, isNotebookCell: notebook !== undefined, isOpen, parse, status };
    const made = this.#make(document, rules, place);
    const report = { ...made, resultId: resultId(made) };
    this.#reports.set(document, report);
    this.#edited.delete(document);
    return report;
  }

  /** To be called after every edit of a document. */
  edited(document: TextDocument): void {
    this.#edited.add(document);
  }

  /** The report of a document that was made last, for whoever wants to know whether another would be different. */
  last(document: TextDocument): DocumentReport | undefined {
    return this.#reports.get(document);
  }

  /** Whether a document was edited since its last report was made. */
  isEdited(document: TextDocument): boolean {
    return this.#edited.has(document);
  }

  /** Whether the last report of a document is of its present text and of what it leads to now, its rules left out. */
  isCurrent(document: TextDocument): boolean {
    const last = this.#reports.get(document);
    if (!last || this.#edited.has(document)) return false;
    const { indexed, rules } = last;
    return !indexed || indexed.version === this.#places.index.known(rules)?.versionOf(indexed.path);
  }

  /** The index of the files around a document, which from now on knows the document's text. */
  #indexOf(
    document: TextDocument,
    { rules, module, limits }: UnnamedReport,
    place: Place,
  ): DocumentIndex | undefined {
    if (document.languageId !== 'python' || place.isNotebookCell) return undefined;
    const { heavyModules } = limits.settings;
    const index = heavyModules.size > 0 ? this.#places.index.of(rules, heavyModules) : undefined;
    const path = `${rules.root?.prefix ?? ''}${place.path}`;
    if (place.isOpen) index?.opened(path, module);
    if (!index) return undefined;
    // In this order: modules that nobody took for heavy before change the state.
    const told = index.rulesFor(path, heavyModules);
    return { rules: told, state: { path, version: index.versionOf(path) } };
  }

  #make(document: TextDocument, rules: FolderRules, place: Place): UnnamedReport {
    const empty = this.#emptyReport(document, rules, place);
    const { path, parse } = place;
    if (!rules.settings.enable) return empty;
    if (path !== configurationFileName && rules.excluded(path)) return empty;
    const ofLimits = rules.limitSourceFindings(path, empty.module);
    if (parse) {
      const { problems } = parse(empty.module.text);
      if (problems.length === 0) return { ...empty, ...this.#shown(document, empty, ofLimits) };
      const { range } = editorPositions(document);
      return { ...empty, items: problems.map((each) => configurationDiagnostic(each, range(each.range))) };
    }
    const index = this.#indexOf(document, empty, place);
    const find = (module: SourceModule) => empty.find(module, index?.rules);
    const { settings } = empty.limits;
    const suppressed = () => suppressedFindings(empty.module, settings, index && { rules: index.rules });
    const status = place.status && { document: new StatusDocument(empty.module.text), context: place.status };
    const ofStatus = status ? statusFindings(status.document, status.context) : [];
    const findings = [...find(empty.module).slice(0, maximumFindings), ...ofLimits, ...ofStatus];
    const more = { ...(index && { indexed: index.state }), ...(status && { status }) };
    return {
      ...empty,
      ...this.#shown(document, empty, findings),
      isChecked: true,
      find,
      suppressed,
      ...more,
    };
  }

  /** Findings as the editor is given them. */
  #shown(
    document: TextDocument,
    { rules, folder }: EmptyReport,
    findings: readonly Finding[],
  ): Pick<DocumentReport, 'findings' | 'items'> {
    const { range } = editorPositions(document);
    const root = rules.root?.uri ?? folder;
    const related = this.#relatedPlaces ? relatedPlaces(document.uri, root, range) : () => undefined;
    const items = findings.map((finding) =>
      findingDiagnostic(finding, range(finding.range), related(finding)),
    );
    return { findings, items };
  }

  #emptyReport(document: TextDocument, rules: FolderRules, place: Place): EmptyReport {
    const { folder, path, isNotebookCell } = place;
    const { version, languageId, uri } = document;
    const source = sourceOf(document);
    const limits = rules.limitsOf(path, languageId, source.slice(0, furthestDeclaration));
    const onError = (rule: { id: string }, error: unknown) =>
      this.#log(`The rule ${rule.id} failed on ${uri}: ${String(error)}`);
    return {
      version,
      rules,
      folder,
      module: new SourceModule(isNotebookCell ? notebookCell(source.text) : source, languageId),
      isNotebookCell,
      limits,
      isChecked: false,
      findings: [],
      items: [],
      suppressed: () => [],
      find: (module, rules) => {
        const findings = analyzeModule(module, limits.settings, { onError, ...(rules && { rules }) });
        return isNotebookCell ? cellFindings(findings) : findings;
      },
    };
  }
}

/** Whether rules say the same of a document as those of its report: that a tool is told something in other folders does not matter. */
function sameRules({ rules: known }: DocumentReport, rules: FolderRules, { path }: Location): boolean {
  return known === rules || (known.basis === rules.basis && !known.states(path) && !rules.states(path));
}

/**
 * Names a report by what it says. The lengths of the lines are part of it: an editor moves what it shows with every edit,
 * and is told anew where that may have moved something.
 */
function resultId({ items, module }: UnnamedReport): string {
  return createHash('sha1')
    .update(JSON.stringify(items))
    .update(module.source.lineStarts())
    .digest('base64url');
}

async function configurationParser(): Promise<typeof parseConfiguration> {
  return (await import('../configuration/parseConfiguration.ts')).parseConfiguration;
}

/** By its name alone, so that one opened without its folder is checked too. */
function isConfiguration(path: string): boolean {
  return path === configurationFileName || path.endsWith(`/${configurationFileName}`);
}
