import type { AskService } from '../askService.ts';
import { findSlot } from '../deployments/findSlot.ts';
import { callService } from '../serviceConnection.ts';
import { instanceOutput, type ReadInstance } from './instanceOutput.ts';
import type { OutputSource, OutputSources } from './outputSource.ts';

/** What of a slot's output is wanted. */
export interface WantedSlotOutput {
  readonly build: boolean;
  /** Only that of this instance. */
  readonly instance: number | undefined;
}

/**
 * What a slot's release printed: its program, and its build where that is under way, failed or asked for.
 * @throws {CommandError} no such slot
 */
export async function slotOutputs(
  ask: AskService,
  name: string,
  wanted: WantedSlotOutput,
): Promise<OutputSources> {
  const found = await ask((service) => findSlot(service, name));
  const { id, environment, team, slot, log, buildLog } = found;
  const params = { environment, team, slot };
  const read: ReadInstance = (instance, part) => {
    const request = { params, query: { of: 'program' as const, instance, ...part } };
    return ask((service) => callService(service, 'slotOutput', request));
  };
  const build: OutputSource = {
    name: 'build',
    read: (part) =>
      ask((service) => callService(service, 'slotOutput', { params, query: { of: 'build', ...part } })),
  };
  const look = () => ask((service) => findSlot(service, id));
  const program = (follow: boolean): OutputSource => {
    const { instance } = wanted;
    if (instance !== undefined) return { name: 'program', read: (part) => read(instance, part) };
    if (found.instances.length < 2) return { name: 'program', read: (part) => read(0, part) };
    return instanceOutput(async () => numbersOf(follow ? await look() : found), read);
  };
  return {
    async *each(follow) {
      if (wanted.build || (log === null && buildLog !== null)) yield build;
      if (!wanted.build && (follow || log !== null)) yield program(follow);
    },
    failed: async () => (await look()).state === 'failed',
  };
}

function numbersOf({ instances }: Awaited<ReturnType<typeof findSlot>>): number[] {
  return instances.map(({ instance }) => instance);
}
