import path from 'node:path';
import type { Deployment } from '../../protocol/deployments.ts';
import type { OutputPart } from '../../protocol/outputLog.ts';
import type { Slot } from '../../protocol/slots.ts';
import type { Handled, Handlers } from '../http/handlers.ts';
import type { RowStore } from '../live/rowStore.ts';
import { Refusal } from '../refusal.ts';
import { type OutputRequest, readOutput } from './readOutput.ts';

export interface OutputRouteParts {
  readonly rows: RowStore;
  readonly stateFolder: string;
}

/** A file somebody prints to, and whether that one still runs. */
interface Output {
  readonly log: string | null;
  readonly open: boolean;
}

/** The routes of what programs and commands print. No path comes from a client: the service knows the files. */
export function outputRoutes({
  rows,
  stateFolder,
}: OutputRouteParts): Pick<Handlers, 'slotOutput' | 'deploymentOutput'> {
  return {
    slotOutput: ({ params: { environment, team, slot }, query }) => {
      const row = rows.get('slots', `${environment}/${team}/${slot}`);
      if (!row) throw new Refusal('not-found', `swarm.json declares no slot ${environment}/${team}/${slot}.`);
      return partOf(query.of === 'build' ? buildOutput(row) : programOutput(row), query, stateFolder);
    },
    deploymentOutput: ({ params, query }) => {
      const deployment = rows.get('deployments', params.deployment);
      if (!deployment) throw new Refusal('not-found', `There is no deployment ${params.deployment}.`);
      return partOf(deploymentOutput(deployment, query), query, stateFolder);
    },
  };
}

function programOutput({ log, state }: Slot): Output {
  return { log, open: state !== 'idle' && state !== 'failed' };
}

function buildOutput({ buildLog, state, url }: Slot): Output {
  return { log: buildLog, open: state === 'starting' && url === null };
}

/** The newest step that prints, where none is named. */
function deploymentOutput(
  { id, gates, steps }: Deployment,
  { step, gate }: Handled<'deploymentOutput'>['query'],
): Output {
  if (gate !== undefined) {
    const found = gates.findLast(({ name }) => name === gate);
    if (!found) throw new Refusal('not-found', `Deployment ${id} has run no gate ${gate} so far.`);
    return { log: found.log, open: found.outcome === 'running' };
  }
  const found = steps.findLast(({ state, log }) => (step === undefined ? log !== null : state === step));
  return { log: found?.log ?? null, open: found?.milliseconds === null };
}

function partOf({ log, open }: Output, request: OutputRequest, stateFolder: string): Promise<OutputPart> {
  if (log === null || path.relative(stateFolder, log).startsWith('..'))
    return Promise.resolve({ text: '', next: request.after ?? 'start', more: false, gap: false, open });
  return readOutput(log, request, open);
}
