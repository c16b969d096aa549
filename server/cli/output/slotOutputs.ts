import type { Slot } from '../../protocol/slots.ts';
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
  const { id, log, buildLog } = found;
  const look = () => ask((service) => findSlot(service, id));
  return {
    async *each(follow) {
      if (wanted.build || (log === null && buildLog !== null)) yield buildOutput(ask, found);
      if (!wanted.build && (follow || log !== null))
        yield programOutput(ask, found, wanted, follow ? look : () => Promise.resolve(found));
    },
    failed: async () => (await look()).state === 'failed',
  };
}

function buildOutput(ask: AskService, { environment, team, slot }: Slot): OutputSource {
  const params = { environment, team, slot };
  return {
    name: 'build',
    read: (part) =>
      ask((service) => callService(service, 'slotOutput', { params, query: { of: 'build', ...part } })),
  };
}

/** Of one instance, or of all where there are several. */
function programOutput(
  ask: AskService,
  { environment, team, slot, instances }: Slot,
  { instance }: WantedSlotOutput,
  look: () => Promise<Slot>,
): OutputSource {
  const params = { environment, team, slot };
  const read: ReadInstance = (number, part) => {
    const query = { of: 'program' as const, instance: number, ...part };
    return ask((service) => callService(service, 'slotOutput', { params, query }));
  };
  if (instance === undefined && instances.length > 1)
    return instanceOutput(async () => (await look()).instances.map((one) => one.instance), read);
  return { name: 'program', read: (part) => read(instance ?? 0, part) };
}
