import {
  type CodeAction,
  CodeActionKind,
  type Diagnostic,
  type WorkspaceEdit,
} from 'vscode-languageserver/node';
import { URI, Utils } from 'vscode-uri';
import type { Finding, LimitFinding } from '../../analysis/finding.ts';
import { isAboutLimit, limitOfRule } from '../../analysis/limits/limits.ts';
import type { AddedExemption } from '../../configuration/limits/addExemption.ts';
import type { LimitSourceKind } from '../../configuration/limits/limitSource.ts';
import { configurationFileName } from '../../protocol/configuration/configurationFileName.ts';
import { openConfiguration } from '../configurationFiles.ts';
import { documentsIn } from '../documents/encodedDocument.ts';
import { editorEdits, workspaceEdit } from '../workspaceEdit.ts';
import type { ActionRequest } from './actionRequest.ts';
import { findingOf } from './fixActions.ts';
import { showPlaceCommand } from './showPlace.ts';

/** Days until somebody has to look again. */
const term = 90;
/** Who states a limit that an exemption answers; another tool would go on to hold the file to what it is told itself. */
const answered: ReadonlySet<LimitSourceKind> = new Set(['swarm.json', 'editor', 'default']);

/**
 * The actions that exempt the file from a rule in the `swarm.json` that there is, one for each rule whose limit it
 * exceeds. They stand behind all others: they mend nothing.
 */
export async function exemptingActions(request: ActionRequest): Promise<CodeAction[]> {
  const { context, report } = request;
  const exceeded = context.diagnostics.flatMap((diagnostic) => {
    const finding = findingOf(request, diagnostic);
    return finding && isExceeded(finding) && isAnswered(request, finding) ? [{ finding, diagnostic }] : [];
  });
  if (exceeded.length === 0 || report.isNotebookCell) return [];
  const configuration = await configurationOf(request);
  if (!configuration) return [];
  const { addExemption } = await import('../../configuration/limits/addExemption.ts');
  const byRule = Map.groupBy(exceeded, ({ finding }) => finding.rule);
  const actions = [...byRule].map(async ([rule, found]) => {
    const expires = new Date(Date.now() + term * 86_400_000).toISOString().slice(0, 10);
    const added = await addExemption(configuration.text, { path: configuration.path, rule, expires });
    const title = `Exempt this file from ${rule} until ${expires}, in ${configurationFileName}`;
    const diagnostics = found.map(({ diagnostic }) => diagnostic);
    return added ? [action(title, diagnostics, { request, configuration, added })] : [];
  });
  return (await Promise.all(actions)).flat();
}

function isExceeded(finding: Finding): finding is LimitFinding {
  return isAboutLimit(finding.rule) && finding.severity !== 'hint';
}

function isAnswered({ report: { limits } }: ActionRequest, { rule }: LimitFinding): boolean {
  const origin = limits.provenance.get(limitOfRule[rule])?.origin;
  return origin !== undefined && answered.has(origin.kind);
}

/** The `swarm.json` around a document, as it stands in the editor or on disk, and the document's path as it names files. */
interface ConfigurationText {
  readonly uri: string;
  /** Of the open document. */
  readonly version: number | null;
  readonly text: string;
  readonly path: string;
}

async function configurationOf(request: ActionRequest): Promise<ConfigurationText | undefined> {
  const { document, documents, configurations, folders, report } = request;
  const { root } = report.rules;
  const { folder, path } = folders.locate(document.uri);
  if (!root || folder === undefined) return undefined;
  const inRepository = `${root.prefix}${path}`;
  const open = openConfiguration(documents, root.uri);
  if (open) return { uri: open.uri, version: open.version, text: open.getText(), path: inRepository };
  const { configuration, text } = await configurations.parsed(root.uri);
  if (!configuration) return undefined;
  const uri = Utils.joinPath(URI.parse(root.uri), configurationFileName).toString();
  return { uri, version: null, text, path: inRepository };
}

interface Exempting {
  readonly request: ActionRequest;
  readonly configuration: ConfigurationText;
  readonly added: AddedExemption;
}

/** Once it is made, an editor that can shows the reason, for the person to write it. */
function action(title: string, diagnostics: Diagnostic[], exempting: Exempting): CodeAction {
  const { client } = exempting.request;
  const made = { title, kind: CodeActionKind.QuickFix, diagnostics, edit: editOf(exempting) };
  if (!client.showsDocuments) return made;
  const { configuration, added } = exempting;
  const { create } = documentsIn(client.positionEncoding);
  const changed = create(configuration.uri, 'jsonc', 0, added.text);
  const { start, end } = added.reason;
  const selection = { start: changed.positionAt(start), end: changed.positionAt(end) };
  const place = { uri: configuration.uri, selection };
  return { ...made, command: { title: 'Write the reason', command: showPlaceCommand, arguments: [place] } };
}

function editOf({ request: { client }, configuration, added }: Exempting): WorkspaceEdit {
  const { uri, version, text } = configuration;
  const document = documentsIn(client.positionEncoding).create(uri, 'jsonc', 0, text);
  const edits = editorEdits(document, added.edits);
  return client.takesVersionedEdits
    ? { documentChanges: [{ textDocument: { uri, version }, edits }] }
    : workspaceEdit(document, edits, false);
}
