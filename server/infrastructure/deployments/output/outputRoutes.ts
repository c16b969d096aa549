import path from 'node:path';
import type { OutputPart } from '../../../protocol/outputLog.ts';
import { isWithin } from '../../../protocol/pathWithin.ts';
import type { Slot } from '../../../protocol/slots.ts';
import type { Handlers } from '../../http/handlers.ts';
import { Refusal } from '../../refusal.ts';
import type { RowStore } from '../../rows/rowStore.ts';
import type { DeploymentRows } from '../deploymentRows.ts';
import { outputName } from '../slots/slotWorkspace.ts';
import { deploymentOutput } from './deploymentOutput.ts';
import type { PrintedOutput } from './printedOutput.ts';
import { type OutputRequest, readOutput } from './readOutput.ts';

export interface OutputRouteParts {
  readonly rows: RowStore;
  readonly stateFolder: string;
  /** All deployments, also those that are too old for a row. */
  readonly deployments: { readonly rows: Pick<DeploymentRows, 'list'> };
}

/** The routes of what programs and commands print. No path comes from a client: the service knows the files. */
export function outputRoutes({
  rows,
  stateFolder,
  deployments,
}: OutputRouteParts): Pick<Handlers, 'slotOutput' | 'deploymentOutput'> {
  return {
    slotOutput: ({ params: { environment, team, slot }, query }) => {
      const row = rows.get('slots', `${environment}/${team}/${slot}`);
      if (!row) throw new Refusal('not-found', `swarm.json declares no slot ${environment}/${team}/${slot}.`);
      const { of, instance } = query;
      const printed = of === 'build' ? buildOutput(row) : programOutput(row, instance);
      return partOf(printed, query, stateFolder);
    },
    deploymentOutput: ({ params, query }) => {
      const id = params.deployment;
      const [deployment] = deployments.rows.list({ before: Number(id) + 1, limit: 1 });
      if (deployment?.id !== id) throw new Refusal('not-found', `There is no deployment ${id}.`);
      return partOf(deploymentOutput(deployment, query, rows.list('deployments')), query, stateFolder);
    },
  };
}

function programOutput({ log, state }: Slot, instance: number): PrintedOutput {
  const own = log === null ? null : path.join(path.dirname(log), outputName(instance));
  return { log: own, open: state !== 'idle' && state !== 'failed' };
}

function buildOutput({ buildLog, state, url }: Slot): PrintedOutput {
  return { log: buildLog, open: state === 'starting' && url === null };
}

function partOf(
  { log, open }: PrintedOutput,
  request: OutputRequest,
  stateFolder: string,
): Promise<OutputPart> {
  if (log === null || !isWithin(stateFolder, log))
    return Promise.resolve({ text: '', next: request.after ?? 'start', more: false, gap: false, open });
  return readOutput(log, request, open);
}
