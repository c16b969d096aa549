import { hash } from 'node:crypto';
import path from 'node:path';
import type { Diagnostic } from 'vscode-languageserver/node';
import { analyzeModule, byPlace } from '../../analysis/analyze.ts';
import type { Finding } from '../../analysis/finding.ts';
import { SourceModule } from '../../analysis/sourceModule.ts';
import { SourceReader } from '../../workspace/files/sourceReader.ts';
import type { ClientAbilities } from '../clientAbilities.ts';
import { maximumFindings } from '../documentDiagnostics.ts';
import { documentsIn } from '../documents/encodedDocument.ts';
import type { FolderRules } from '../folderRules.ts';
import { editorPositions } from '../positions/editorPositions.ts';
import { addressOf, relatedPlaces } from '../relatedPlaces.ts';
import { findingDiagnostic } from '../toDiagnostic.ts';
import type { CheckedFile } from './indexWork.ts';
import type { RepositoryIndex } from './repositoryIndex.ts';

/** The diagnostics of a file that is not open. */
export interface ClosedFileReport {
  readonly uri: string;
  /** Equal for equal text, rules and chains; undefined for a file without findings. */
  readonly resultId: string | undefined;
  readonly items: () => Diagnostic[];
}

const reader = new SourceReader();

/**
 * Makes the report of a file from what a thread found in it and from what the other files tell. Undefined where the
 * file has changed meanwhile.
 */
export function closedFileReport(
  file: CheckedFile,
  rules: FolderRules,
  index: RepositoryIndex | undefined,
  client: ClientAbilities,
): ClosedFileReport | undefined {
  const root = rules.root?.uri ?? '';
  const uri = addressOf(root, file.path);
  const concerned = file.languageId === 'python' && index?.concerns(file.path, file.findings);
  if (file.findings.length === 0 && !concerned) return { uri, resultId: undefined, items: () => [] };
  const source = reader.read(path.join(rules.root?.path ?? '', file.path));
  if ('why' in source || hash('sha1', source.text, 'base64url') !== file.contentHash) return undefined;
  const findings = (
    concerned && index ? withOtherFiles(file, source.text, rules, index) : [...file.findings]
  ).slice(0, maximumFindings);
  if (findings.length === 0) return { uri, resultId: undefined, items: () => [] };
  const items = (): Diagnostic[] => {
    const document = documentsIn(client.positionEncoding).create(uri, file.languageId, 0, source.text);
    const { range } = editorPositions(document);
    const related = client.showsRelatedPlaces ? relatedPlaces(uri, root, range) : () => undefined;
    return findings.map((finding) => findingDiagnostic(finding, range(finding.range), related(finding)));
  };
  const made = [rules.fingerprint, file.languageId, file.contentHash, JSON.stringify(findings)];
  return { uri, resultId: hash('sha1', made.join('\0'), 'base64url'), items };
}

function withOtherFiles(
  { path: relative, languageId, findings }: CheckedFile,
  text: string,
  rules: FolderRules,
  index: RepositoryIndex,
): Finding[] {
  const { settings } = rules.policy.of(relative, languageId, text);
  const heavy = index.rulesFor(relative, settings.heavyModules).filter(({ id }) => id === 'heavy-import');
  const found = analyzeModule(new SourceModule(text, languageId), settings, { rules: heavy });
  return [...findings.filter(({ rule }) => rule !== 'heavy-import'), ...found].sort(byPlace);
}
