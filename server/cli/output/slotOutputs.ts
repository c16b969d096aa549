import type { AskService } from '../askService.ts';
import { findSlot } from '../deployments/findSlot.ts';
import { callService } from '../serviceConnection.ts';
import type { OutputSource, OutputSources } from './outputSource.ts';

/**
 * What a slot's release printed: its program, and its build where that is under way, failed or asked for.
 * @throws {CommandError} no such slot
 */
export async function slotOutputs(ask: AskService, name: string, onlyBuild: boolean): Promise<OutputSources> {
  const { id, environment, team, slot, log, buildLog } = await ask((service) => findSlot(service, name));
  const source = (of: 'program' | 'build'): OutputSource => ({
    name: of,
    read: (part) => {
      const request = { params: { environment, team, slot }, query: { of, ...part } };
      return ask((service) => callService(service, 'slotOutput', request));
    },
  });
  return {
    async *each(follow) {
      if (onlyBuild || (log === null && buildLog !== null)) yield source('build');
      if (!onlyBuild && (follow || log !== null)) yield source('program');
    },
    failed: async () => (await ask((service) => findSlot(service, id))).state === 'failed',
  };
}
