import { type ExtensionContext, type LogOutputChannel, window, workspace } from 'vscode';
import { actorName } from './actor.ts';
import { AttentionStatusBar } from './attentionStatusBar.ts';
import type { CommandContext } from './commands/commandContext.ts';
import { commandTable } from './commands/commandTable.ts';
import { registerCommand } from './commands/registerCommand.ts';
import { type ConflictParts, registerConflicts } from './conflicts/registerConflicts.ts';
import { ContextKeys } from './contextKeys.ts';
import { type CommandId, contextKey, settingKey } from './contributions.ts';
import { DeploymentNotices } from './deployments/deploymentNotices.ts';
import { DeploymentDocuments } from './documents/deploymentDocuments.ts';
import { VirtualDocuments } from './documents/virtualDocuments.ts';
import { LanguageServer } from './language/languageServer.ts';
import { OutputDocuments } from './outputs/outputDocuments.ts';
import { SlotPreviews } from './preview/slotPreviews.ts';
import { Repositories } from './repositories.ts';
import { readSettings } from './settings.ts';
import { isFiltered } from './views/branches/branchArrangement.ts';
import { isFiltering } from './views/deployments/deploymentFilter.ts';
import { Views } from './views/views.ts';

/** What the extension gives to its tests; other extensions should use the service's HTTP API. */
export interface SwarmExtension {
  readonly repositories: Repositories;
  readonly views: Views;
  readonly statusBar: AttentionStatusBar;
  readonly conflicts: ConflictParts;
  /** Whether the language server answers. */
  readonly languageServerReady: Promise<boolean>;
}

let languageServer: LanguageServer | undefined;

/** Builds the parts and wires them; everything slow starts afterwards, in the background. */
export function activate(extension: ExtensionContext): SwarmExtension {
  const log = window.createOutputChannel('Swarm', { log: true });
  const repositories = new Repositories(extension, log);
  extension.subscriptions.push(log, repositories);
  const contents = Promise.withResolvers<CommandContext>();
  registerCommands(extension, log, contents.promise);

  const views = new Views(repositories, extension.workspaceState);
  const statusBar = new AttentionStatusBar(repositories);
  extension.subscriptions.push(views, statusBar);
  const documents = new VirtualDocuments(repositories);
  const conflicts = registerConflicts(extension, repositories, documents, log);
  const deploymentDocuments = new DeploymentDocuments(repositories);
  const outputs = new OutputDocuments(repositories);
  const notices = new DeploymentNotices(repositories, actorName());
  const previews = new SlotPreviews({ extension, repositories, log });
  extension.subscriptions.push(documents, deploymentDocuments, outputs, previews, notices);
  const server = new LanguageServer(extension, log);
  languageServer = server;
  const shown = { views, documents, deploymentDocuments, outputs, previews, ...conflicts };
  contents.resolve({ extension, log, repositories, languageServer: server, ...shown });
  followState(extension, repositories, views);
  followGrouping(extension, views);

  const languageServerReady = afterActivation(() => server.start());
  void afterActivation(() => repositories.update());
  return { repositories, views, statusBar, conflicts, languageServerReady };
}

/** Runs in a turn of its own, so that the window does not wait for it. */
function afterActivation<Result>(work: () => Promise<Result>): Promise<Result> {
  return new Promise((resolve, reject) => setImmediate(() => work().then(resolve, reject)));
}

export async function deactivate(): Promise<void> {
  await languageServer?.stop();
}

function registerCommands(
  extension: ExtensionContext,
  log: LogOutputChannel,
  context: Promise<CommandContext>,
): void {
  for (const [id, load] of Object.entries(commandTable(log))) {
    const run = async (argument: unknown) => (await load())(await context, argument);
    extension.subscriptions.push(registerCommand(id as CommandId, log, run));
  }
}

function followState(extension: ExtensionContext, repositories: Repositories, views: Views): void {
  const keys = new ContextKeys();
  const show = () => {
    void keys.set(contextKey.state, repositories.state);
    void keys.set(contextKey.remoteService, readSettings().apiUrl !== '');
    void keys.set(contextKey.branchesFiltered, isFiltered(views.arrangement.current));
    void keys.set(contextKey.deploymentsFiltered, isFiltering(views.filter.current));
  };
  const { arrangement, filter } = views;
  for (const one of [repositories, arrangement, filter]) extension.subscriptions.push(one.onDidChange(show));
  show();
}

function followGrouping(extension: ExtensionContext, views: Views): void {
  extension.subscriptions.push(
    workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration(settingKey.groupAgentsByHealth)) views.agents.rearrange();
    }),
  );
}
