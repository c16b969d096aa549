import { type ExtensionContext, type LogOutputChannel, window } from 'vscode';
import { actorName } from './actor.ts';
import { AttentionStatusBar } from './attentionStatusBar.ts';
import type { CommandContext } from './commands/commandContext.ts';
import { commandTable } from './commands/commandTable.ts';
import { registerCommand } from './commands/registerCommand.ts';
import { type ConflictParts, registerConflicts } from './conflicts/registerConflicts.ts';
import { ContextKeys } from './contextKeys.ts';
import { type CommandId, contextKey } from './contributions.ts';
import { DashboardPanels } from './dashboard/dashboardPanels.ts';
import { DeploymentNotices } from './deployments/deploymentNotices.ts';
import { liveDocuments } from './documents/documentKinds.ts';
import { VirtualDocuments } from './documents/virtualDocuments.ts';
import { Drafts } from './input/drafts.ts';
import { LanguageServer } from './language/languageServer.ts';
import { LeaseIndicator, type LeaseIndicatorParts } from './leases/leaseIndicator.ts';
import { registerLanguageModelTools } from './mcp/languageModelTools.ts';
import { McpServers } from './mcp/mcpServers.ts';
import { OutputDocuments } from './outputs/outputDocuments.ts';
import { SlotPreviews } from './preview/slotPreviews.ts';
import { Repositories } from './repositories.ts';
import { readSettings } from './settings.ts';
import { isFiltered as areAgentsFiltered } from './views/agents/agentArrangement.ts';
import { isFiltered } from './views/branches/branchArrangement.ts';
import { isFiltering } from './views/deployments/deploymentFilter.ts';
import { Views } from './views/views.ts';

/** What the extension gives to its tests; other extensions should use the service's HTTP API. */
export interface SwarmExtension {
  readonly repositories: Repositories;
  readonly views: Views;
  readonly statusBar: AttentionStatusBar;
  readonly conflicts: ConflictParts;
  readonly leases: LeaseIndicator;
  readonly dashboards: DashboardPanels;
  readonly mcpServers: McpServers;
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
  const pages = createPages(extension, repositories, log);
  const conflicts = registerConflicts(extension, repositories, pages.documents, log);
  const leases = showLeases(repositories, views, log);
  extension.subscriptions.push(new DeploymentNotices(repositories, actorName()), leases);
  const mcpServers = new McpServers(repositories, String(extension.extension.packageJSON.version));
  extension.subscriptions.push(mcpServers, registerLanguageModelTools(repositories));
  const server = new LanguageServer(extension, log);
  languageServer = server;
  const shown = { views, drafts: new Drafts(), ...pages, ...conflicts };
  contents.resolve({ extension, log, repositories, languageServer: server, ...shown });
  followState(extension, repositories, views);

  const languageServerReady = afterActivation(() => server.start());
  void afterActivation(() => repositories.update());
  const { dashboards } = pages;
  return { repositories, views, statusBar, conflicts, leases, dashboards, mcpServers, languageServerReady };
}

/** Who holds the file that is open. */
function showLeases(repositories: Repositories, views: Views, log: LogOutputChannel): LeaseIndicator {
  const person = actorName();
  const reveal: LeaseIndicatorParts['reveal'] = ({ session, lease }) =>
    views.reveal(session, 'agents', lease.holder);
  return new LeaseIndicator({ repositories, log, person, reveal });
}

/** What opens in the area of the editors. */
function createPages(extension: ExtensionContext, repositories: Repositories, log: LogOutputChannel) {
  const pages = {
    documents: new VirtualDocuments(repositories),
    liveDocuments: liveDocuments(repositories),
    outputs: new OutputDocuments(repositories),
    dashboards: new DashboardPanels({ extension, repositories, log }),
    previews: new SlotPreviews({ extension, repositories, log }),
  };
  extension.subscriptions.push(...Object.values(pages));
  return pages;
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
    const { branches, deployments, agents } = views.arrangements;
    void keys.set(contextKey.branchesFiltered, isFiltered(branches.current));
    void keys.set(contextKey.deploymentsFiltered, isFiltering(deployments.current));
    void keys.set(contextKey.agentsFiltered, areAgentsFiltered(agents.current));
  };
  extension.subscriptions.push(repositories.onDidChange(show), views.arrangements.onDidChange(show));
  show();
}
