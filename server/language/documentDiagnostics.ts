import { hash } from 'node:crypto';
import type { Diagnostic } from 'vscode-languageserver/node';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { analyzeModule } from '../analysis/analyze.ts';
import type { Finding } from '../analysis/finding.ts';
import { notebookCell } from '../analysis/python/notebookCell.ts';
import { SourceModule } from '../analysis/sourceModule.ts';
import type { FileLimits } from '../configuration/limits/fileLimits.ts';
import { parseConfiguration } from '../configuration/parseConfiguration.ts';
import { configurationFileName } from '../protocol/configurationFileName.ts';
import type { ClientAbilities } from './clientAbilities.ts';
import type { FolderRules, FolderRulesCache } from './folderRules.ts';
import { cellFindings } from './notebooks/cellFindings.ts';
import type { NotebookCells } from './notebooks/notebookCells.ts';
import { editorPositions } from './positions/editorPositions.ts';
import { relatedPlaces } from './relatedPlaces.ts';
import { configurationDiagnostic, findingDiagnostic } from './toDiagnostic.ts';
import type { Location, WorkspaceFolders } from './workspaceFolders.ts';

/** More squiggles than this help nobody; the rest shows once these are gone. */
const maximumFindings = 1000;

export interface DocumentReport {
  /** What the report was made of. */
  readonly version: number;
  readonly rules: FolderRules;
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
  /** One of each finding, in the same order; or the problems of a `swarm.json`. */
  readonly items: Diagnostic[];
  /** Equal for equal text, language and rules. */
  readonly resultId: string;
  /** What is to be found in another text of this document, such as one with a fix made. */
  readonly find: (module: SourceModule) => readonly Finding[];
}

interface Place extends Location {
  readonly isNotebookCell: boolean;
}

/** Where documents lie, and what holds there. */
export interface DocumentPlaces {
  readonly folders: WorkspaceFolders;
  readonly rules: FolderRulesCache;
  readonly cells: NotebookCells;
}

/** The diagnostics of open documents, made once for each version of a document and state of its rules. */
export class DocumentDiagnostics {
  readonly #reports = new WeakMap<TextDocument, DocumentReport>();
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
  async of(document: TextDocument): Promise<DocumentReport> {
    const { folders, cells } = this.#places;
    const notebook = cells.notebookOf(document.uri);
    const place = { ...folders.locate(notebook ?? document.uri), isNotebookCell: notebook !== undefined };
    const rules = await this.#places.rules.of(place.folder);
    const known = this.#reports.get(document);
    if (known?.version === document.version && known.rules === rules) return known;
    const report = this.#make(document, rules, place);
    this.#reports.set(document, report);
    return report;
  }

  #make(document: TextDocument, rules: FolderRules, place: Place): DocumentReport {
    const empty = this.#emptyReport(document, rules, place);
    const { path } = place;
    if (!rules.settings.enable) return empty;
    if (path !== configurationFileName && rules.excluded(path)) return empty;
    const { range } = editorPositions(document);
    if (isConfiguration(path)) {
      const { problems } = parseConfiguration(empty.module.text);
      return { ...empty, items: problems.map((each) => configurationDiagnostic(each, range(each.range))) };
    }
    const findings = empty.find(empty.module).slice(0, maximumFindings);
    const related = this.#relatedPlaces ? relatedPlaces(document.uri, place.folder, range) : () => undefined;
    const items = findings.map((finding) =>
      findingDiagnostic(finding, range(finding.range), related(finding)),
    );
    return { ...empty, isChecked: true, findings, items };
  }

  #emptyReport(document: TextDocument, rules: FolderRules, place: Place): DocumentReport {
    const { folder, path, isNotebookCell } = place;
    const { version, languageId, uri } = document;
    const text = document.getText();
    const limits = rules.limitsOf(path, languageId, text);
    const onError = (rule: { id: string }, error: unknown) =>
      this.#log(`The rule ${rule.id} failed on ${uri}: ${String(error)}`);
    return {
      version,
      rules,
      folder,
      module: new SourceModule(isNotebookCell ? notebookCell(text) : text, languageId),
      isNotebookCell,
      limits,
      isChecked: false,
      findings: [],
      items: [],
      resultId: hash('sha1', [rules.fingerprint, languageId, path, text].join('\0'), 'base64url'),
      find: (module) => {
        const findings = analyzeModule(module, limits.settings, { onError });
        return isNotebookCell ? cellFindings(findings) : findings;
      },
    };
  }
}

/** By its name alone, so that one opened without its folder is checked too. */
function isConfiguration(path: string): boolean {
  return path === configurationFileName || path.endsWith(`/${configurationFileName}`);
}
