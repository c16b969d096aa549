import { hash } from 'node:crypto';
import type { Diagnostic } from 'vscode-languageserver/node';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { analyze } from '../analysis/analyze.ts';
import type { Finding } from '../analysis/finding.ts';
import { parseConfiguration } from '../configuration/parseConfiguration.ts';
import { configurationFileName } from '../protocol/configurationFileName.ts';
import { editorPositions } from './editorPositions.ts';
import type { FolderRules, FolderRulesCache } from './folderRules.ts';
import { configurationDiagnostic, findingDiagnostic } from './toDiagnostic.ts';
import type { WorkspaceFolders } from './workspaceFolders.ts';

/** More squiggles than this help nobody; the rest shows once these are gone. */
const maximumFindings = 1000;

export interface DocumentReport {
  /** What the report was made of. */
  readonly version: number;
  readonly rules: FolderRules;
  readonly findings: readonly Finding[];
  /** One of each finding, in the same order; or the problems of a `swarm.json`. */
  readonly items: Diagnostic[];
  /** Equal for equal text, language and rules. */
  readonly resultId: string;
}

/** The diagnostics of open documents, made once for each version of a document and state of its rules. */
export class DocumentDiagnostics {
  readonly #reports = new WeakMap<TextDocument, DocumentReport>();
  readonly #folders: WorkspaceFolders;
  readonly #rules: FolderRulesCache;
  readonly #log: (line: string) => void;

  constructor(folders: WorkspaceFolders, rules: FolderRulesCache, log: (line: string) => void) {
    this.#log = log;
    this.#folders = folders;
    this.#rules = rules;
  }

  /** Of the document as it is when its rules are known: an edit that arrives meanwhile is already counted. */
  async of(document: TextDocument): Promise<DocumentReport> {
    const { folder, path } = this.#folders.locate(document.uri);
    const rules = await this.#rules.of(folder);
    const known = this.#reports.get(document);
    if (known?.version === document.version && known.rules === rules) return known;
    const report = this.#make(document, rules, path);
    this.#reports.set(document, report);
    return report;
  }

  #make(document: TextDocument, rules: FolderRules, path: string): DocumentReport {
    const { version, languageId } = document;
    const text = document.getText();
    const resultId = hash('sha1', [rules.fingerprint, languageId, path, text].join('\0'), 'base64url');
    const report = { version, rules, findings: [], items: [], resultId };
    if (!rules.settings.enable) return report;
    if (path !== configurationFileName && rules.excluded(path)) return report;
    if (isConfiguration(path))
      return { ...report, items: parseConfiguration(text).problems.map(configurationDiagnostic) };
    const findings = analyze(text, languageId, rules.analysis, {
      onError: (rule, error) => this.#log(`The rule ${rule.id} failed on ${document.uri}: ${String(error)}`),
    }).slice(0, maximumFindings);
    const { range } = editorPositions(document);
    return {
      ...report,
      findings,
      items: findings.map((finding) => findingDiagnostic(finding, range(finding.range))),
    };
  }
}

/** By its name alone, so that one opened without its folder is checked too. */
function isConfiguration(path: string): boolean {
  return path === configurationFileName || path.endsWith(`/${configurationFileName}`);
}
