import { commandId } from '../../contributions.ts';
import type { CommandFunction } from '../commandContext.ts';

const arrange = () => import('./arrangeAgents.ts');
const guide = () => import('./guideAgent.ts');
const places = () => import('./openAgentPlaces.ts');

/** The commands of agents. */
export const agentCommandTable = {
  [commandId.transitionAgent]: async () => (await import('./transitionAgent.ts')).transitionAgent,
  [commandId.openStatusFile]: async () => (await import('./openStatusFile.ts')).openStatusFile,
  [commandId.updateStatus]: async () => (await import('./updateStatus.ts')).updateStatus,
  [commandId.openAgentWorkspace]: async () => (await places()).openAgentWorkspace,
  [commandId.openAgentWorktree]: async () => (await places()).openAgentWorktree,
  [commandId.openAgentLog]: async () => (await places()).openAgentLog,
  [commandId.showAgentHistory]: async () => (await import('./showAgentHistory.ts')).showAgentHistory,
  [commandId.releaseLease]: async () => (await import('./releaseLease.ts')).releaseLease,
  [commandId.drainAgent]: async () => (await guide()).drainAgent,
  [commandId.resumeAgent]: async () => (await guide()).resumeAgent,
  [commandId.quarantineAgent]: async () => (await guide()).quarantineAgent,
  [commandId.releaseAgent]: async () => (await guide()).releaseAgent,
  [commandId.pinAgent]: async () => (await arrange()).pinAgent,
  [commandId.filterAgents]: async () => (await arrange()).filterAgents,
  [commandId.clearAgentFilter]: async () => (await arrange()).clearAgentFilter,
  [commandId.sortAgents]: async () => (await arrange()).sortAgents,
  [commandId.groupAgents]: async () => (await arrange()).groupAgents,
} satisfies { readonly [id: string]: () => Promise<CommandFunction> };
