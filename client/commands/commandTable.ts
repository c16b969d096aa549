import type { LogOutputChannel } from 'vscode';
import { type CommandId, commandId } from '../contributions.ts';
import { agentCommandTable } from './agents/agentCommandTable.ts';
import { branchCommandTable } from './branches/branchCommandTable.ts';
import type { CommandFunction } from './commandContext.ts';
import { contractCommandTable } from './contracts/contractCommandTable.ts';
import { deploymentCommandTable } from './deployments/deploymentCommandTable.ts';
import { messageCommandTable } from './messages/messageCommandTable.ts';
import { slotCommandTable } from './slotCommandTable.ts';

/** Loads the code of a command when it is first run, so that activation pays for none of them. */
export type CommandLoader = () => Promise<CommandFunction>;

/** Every command of the extension. Add one here, in `contributions.ts` and in `package.json`. */
export function commandTable(log: LogOutputChannel): { readonly [Id in CommandId]: CommandLoader } {
  return {
    [commandId.createBranch]: async () => (await import('./createBranch.ts')).createBranch,
    ...branchCommandTable,
    ...slotCommandTable,
    ...deploymentCommandTable,
    ...agentCommandTable,
    ...messageCommandTable,
    ...contractCommandTable,
    [commandId.showDashboard]: async () => (await import('../dashboard/showDashboard.ts')).showDashboard,
    [commandId.showAttention]: async () => (await import('./showAttention.ts')).showAttention,
    [commandId.refresh]: async () => (await import('./refresh.ts')).refresh,
    [commandId.showLog]: async () => async () => log.show(),
    [commandId.restartService]: async () => (await import('./restartService.ts')).restartService,
    [commandId.restartLanguageServer]: async () =>
      (await import('./restartLanguageServer.ts')).restartLanguageServer,
    [commandId.createConfiguration]: async () =>
      (await import('./createConfiguration.ts')).createConfiguration,
    [commandId.openConfiguration]: async () => (await import('./createConfiguration.ts')).openConfiguration,
    [commandId.setApiToken]: async () => (await import('./setApiToken.ts')).setApiToken,
    [commandId.personalToken]: async () => (await import('./personalToken.ts')).personalToken,
    [commandId.fixAllInFile]: async () => (await import('./fixAllInFile.ts')).fixAllInFile,
    [commandId.fixAllInWorkspace]: async () => (await import('./fixAllInWorkspace.ts')).fixAllInWorkspace,
    [commandId.measureImportCost]: async () => (await import('./measureImportCost.ts')).measureImportCost,
    [commandId.showConflictForecast]: async () =>
      (await import('../conflicts/showConflictForecast.ts')).showConflictForecast,
    [commandId.openOtherSide]: async () => (await import('../conflicts/openOtherSide.ts')).openOtherSide,
    [commandId.openRulePage]: async () => (await import('./openRulePage.ts')).openRulePage,
  };
}
