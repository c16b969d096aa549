import { commandId } from '../contributions.ts';

const open = () => import('./openSlot.ts');

/** The commands of slots and of where requests go. */
export const slotCommandTable = {
  [commandId.deployToSlot]: async () => (await import('./deployments/deployToSlot.ts')).deployToSlot,
  [commandId.stopSlot]: async () => (await import('./stopSlot.ts')).stopSlot,
  [commandId.switchTraffic]: async () => (await import('./switchTraffic.ts')).switchTraffic,
  [commandId.rollbackTraffic]: async () => (await import('./rollbackTraffic.ts')).rollbackTraffic,
  [commandId.openSlotUrl]: async () => (await open()).openSlotUrl,
  [commandId.previewSlot]: async () => (await open()).previewSlot,
};
