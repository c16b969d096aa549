import { commandId } from '../../contributions.ts';
import type { CommandFunction } from '../commandContext.ts';

const outputs = () => import('./openOutput.ts');
const approval = () => import('./approveDeployment.ts');
const end = () => import('./endDeployment.ts');
const reservation = () => import('./reserveSlot.ts');
const history = () => import('./deploymentHistory.ts');

/** The commands of deployments and of what their programs print. */
export const deploymentCommandTable = {
  [commandId.openSlotLog]: async () => (await outputs()).openSlotLog,
  [commandId.openSlotBuildLog]: async () => (await outputs()).openSlotBuildLog,
  [commandId.openDeploymentLog]: async () => (await outputs()).openDeploymentLog,
  [commandId.openDeployment]: async () => (await import('./openDeployment.ts')).openDeployment,
  [commandId.compareWithLive]: async () => (await import('./compareWithLive.ts')).compareWithLive,
  [commandId.approveDeployment]: async () => (await approval()).approveDeployment,
  [commandId.rejectDeployment]: async () => (await approval()).rejectDeployment,
  [commandId.continueDeployment]: async () => (await end()).continueDeployment,
  [commandId.cancelDeployment]: async () => (await end()).cancelDeployment,
  [commandId.rollBackToRelease]: async () => (await import('./rollBackToRelease.ts')).rollBackToRelease,
  [commandId.reserveSlot]: async () => (await reservation()).reserveSlot,
  [commandId.releaseSlot]: async () => (await reservation()).releaseSlot,
  [commandId.filterDeployments]: async () => (await history()).filterDeployments,
  [commandId.clearDeploymentFilter]: async () => (await history()).clearDeploymentFilter,
  [commandId.loadOlderDeployments]: async () => (await history()).loadOlderDeployments,
} satisfies { readonly [id: string]: () => Promise<CommandFunction> };
