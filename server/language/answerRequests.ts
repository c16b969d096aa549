import type { Connection } from 'vscode-languageserver/node';
import { codeActions } from './codeActions/codeActions.ts';
import { type OpenDocument, resolveAction } from './codeActions/resolveAction.ts';
import { answerCommands } from './codeActions/showPlace.ts';
import { codeLenses } from './codeLenses.ts';
import { documentLinks } from './documentLinks.ts';
import type { FeatureSources } from './featureSources.ts';
import { hover } from './hover/hover.ts';
import { answerMeasurements } from './importCost/answerMeasurements.ts';
import { inlayHints, resolveInlayHint } from './inlayHints.ts';
import { answerStatusUpdates } from './statusFiles/answerStatusUpdates.ts';
import { statusCompletion } from './statusFiles/statusCompletion.ts';
import { answerWorkspaceFix } from './workspaceFix/answerWorkspaceFix.ts';

/** Answers the editor's questions about single documents, besides those for diagnostics. */
export function answerRequests(connection: Connection, sources: FeatureSources): void {
  const { documents, diagnostics } = sources;
  const open: OpenDocument = async (uri) => {
    const document = documents.get(uri);
    return document && { document, report: await diagnostics.of(document) };
  };
  connection.onCodeAction(async ({ textDocument: { uri }, context }) => {
    const opened = await open(uri);
    return opened ? codeActions({ ...sources, ...opened, context }) : [];
  });
  connection.onCodeActionResolve((action) => resolveAction(action, open, sources));
  connection.onHover(async ({ textDocument: { uri }, position }) => {
    const opened = await open(uri);
    return opened ? hover(opened, position, { ...sources, uri }) : null;
  });
  connection.onCompletion(async ({ textDocument: { uri }, position }) => {
    const opened = await open(uri);
    return opened ? statusCompletion(opened.document, opened.report, position, sources.client) : [];
  });
  answerCommands(connection);
  answerHints(connection, open, sources);
  answerMeasurements(connection, sources);
  answerWorkspaceFix(connection, sources);
  answerStatusUpdates(connection, sources);
}

function answerHints(
  connection: Connection,
  open: OpenDocument,
  { documents, costs, client }: FeatureSources,
): void {
  connection.languages.inlayHint.on(async (params) => {
    const [opened] = await Promise.all([open(params.textDocument.uri), costs.load()]);
    const hints = opened ? inlayHints(opened.report, params, costs) : [];
    return client.resolvesInlayHints ? hints : hints.map((hint) => resolveInlayHint(hint, costs));
  });
  connection.languages.inlayHint.resolve((hint) => resolveInlayHint(hint, costs));
  connection.onCodeLens(async ({ textDocument: { uri } }) => {
    const opened = await open(uri);
    return opened ? codeLenses(opened.report, opened.document, client) : [];
  });
  connection.onDocumentLinks(({ textDocument: { uri } }) => {
    const document = documents.get(uri);
    return document ? documentLinks(document) : [];
  });
}
