import { commandId } from '../../contributions.ts';
import type { CommandFunction } from '../commandContext.ts';

const claim = () => import('./claimTask.ts');
const close = () => import('./closeContract.ts');
const judge = () => import('./judgeTask.ts');
const prove = () => import('./proveTask.ts');
const disagreement = () => import('./openDisagreement.ts');

/** The commands of contracts and their tasks. */
export const contractCommandTable = {
  [commandId.createContract]: async () => (await import('./createContract.ts')).createContract,
  [commandId.amendContract]: async () => (await import('./amendContract.ts')).amendContract,
  [commandId.closeContract]: async () => (await close()).closeContract,
  [commandId.reopenContract]: async () => (await close()).reopenContract,
  [commandId.importContracts]: async () => (await import('./importContracts.ts')).importContracts,
  [commandId.showContractEntries]: async () => (await import('./showContractEntries.ts')).showContractEntries,
  [commandId.creditPoints]: async () => (await import('./creditPoints.ts')).creditPoints,
  [commandId.reverseCredit]: async () => (await import('./reverseCredit.ts')).reverseCredit,
  [commandId.addTask]: async () => (await import('./addTask.ts')).addTask,
  [commandId.claimTask]: async () => (await claim()).claimTask,
  [commandId.releaseTask]: async () => (await claim()).releaseTask,
  [commandId.reassignTask]: async () => (await claim()).reassignTask,
  [commandId.submitTask]: async () => (await import('./submitTask.ts')).submitTask,
  [commandId.verifyTask]: async () => (await prove()).verifyTask,
  [commandId.creditTask]: async () => (await prove()).creditTask,
  [commandId.acceptTask]: async () => (await judge()).acceptTask,
  [commandId.answerTask]: async () => (await judge()).answerTask,
  [commandId.disputeTask]: async () => (await judge()).disputeTask,
  [commandId.resolveDispute]: async () => (await judge()).resolveDispute,
  [commandId.reverseTask]: async () => (await judge()).reverseTask,
  [commandId.cancelTask]: async () => (await judge()).cancelTask,
  [commandId.openDisagreement]: async () => (await disagreement()).openDisagreement,
  [commandId.reconcile]: async () => (await disagreement()).reconcile,
} satisfies { readonly [id: string]: () => Promise<CommandFunction> };
