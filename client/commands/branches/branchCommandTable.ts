import { commandId } from '../../contributions.ts';
import type { CommandFunction } from '../commandContext.ts';

const remote = () => import('./remoteCommands.ts');
const arrange = () => import('./arrangeBranches.ts');
const pause = () => import('./pauseQueue.ts');
const report = () => import('./queueReport.ts');

/** The commands of branches and merge queues. */
export const branchCommandTable = {
  [commandId.checkOutBranch]: async () => (await import('./checkOutBranch.ts')).checkOutBranch,
  [commandId.openWorktree]: async () => (await import('./openWorktree.ts')).openWorktree,
  [commandId.compareWithBase]: async () => (await import('./compareWithBase.ts')).compareWithBase,
  [commandId.showBranchConflicts]: async () => (await import('./showBranchConflicts.ts')).showBranchConflicts,
  [commandId.syncBranches]: async () => (await import('./syncBranches.ts')).syncBranches,
  [commandId.enqueueBranch]: async () => (await import('./enqueueBranch.ts')).enqueueBranch,
  [commandId.removeFromQueue]: async () => (await import('./removeFromQueue.ts')).removeFromQueue,
  [commandId.moveToFrontOfQueue]: async () => (await import('./moveToFront.ts')).moveToFrontOfQueue,
  [commandId.pauseQueue]: async () => (await pause()).pauseQueue,
  [commandId.resumeQueue]: async () => (await pause()).resumeQueue,
  [commandId.openQueueReport]: async () => (await report()).openQueueReport,
  [commandId.openQueueLog]: async () => (await report()).openQueueLog,
  [commandId.planMergeOrder]: async () => (await import('./planMergeOrder.ts')).planMergeOrder,
  [commandId.deleteBranch]: async () => (await import('./deleteBranch.ts')).deleteBranch,
  [commandId.restoreBranch]: async () => (await import('./restoreBranch.ts')).restoreBranch,
  [commandId.cleanUpBranches]: async () => (await import('./cleanUpBranches.ts')).cleanUpBranches,
  [commandId.copyBranchName]: async () => (await import('./copyBranchName.ts')).copyBranchName,
  [commandId.fetchBranches]: async () => (await remote()).fetchBranches,
  [commandId.pushBranch]: async () => (await remote()).pushBranch,
  [commandId.filterBranches]: async () => (await arrange()).filterBranches,
  [commandId.clearBranchFilter]: async () => (await arrange()).clearBranchFilter,
  [commandId.sortBranches]: async () => (await arrange()).sortBranches,
  [commandId.groupBranches]: async () => (await arrange()).groupBranches,
} satisfies { readonly [id: string]: () => Promise<CommandFunction> };
