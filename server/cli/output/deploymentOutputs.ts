import { setTimeout as delay } from 'node:timers/promises';
import type { Deployment } from '../../protocol/deployments.ts';
import type { AskService } from '../askService.ts';
import { findDeployment, hasEnded } from '../deployments/findDeployment.ts';
import { callService } from '../serviceConnection.ts';
import type { OutputSource, OutputSources } from './outputSource.ts';

const askAgainMilliseconds = 250;

interface Printing {
  readonly name: string;
  readonly log: string | null;
  readonly query: { step: Deployment['state'] } | { gate: string };
}

/**
 * What the gates and steps of a deployment printed, each file once.
 * @throws {CommandError} no such deployment
 */
export async function deploymentOutputs(
  ask: AskService,
  id: string,
  signal: AbortSignal | undefined,
): Promise<OutputSources> {
  const find = () => ask((service) => findDeployment(service, id));
  const params = { deployment: (await find()).id };
  return {
    async *each(follow) {
      const seen = new Set<string>();
      while (signal?.aborted !== true) {
        const deployment = await find();
        for (const { name, log, query } of printing(deployment)) {
          if (log === null || seen.has(log)) continue;
          seen.add(log);
          yield source(name, (part) => {
            const request = { params, query: { ...query, ...part } };
            return ask((service) => callService(service, 'deploymentOutput', request));
          });
        }
        if (!follow || hasEnded(deployment)) return;
        await delay(askAgainMilliseconds, undefined, { signal }).catch(() => {});
      }
    },
    failed: async () => {
      const deployment = await find();
      return hasEnded(deployment) && deployment.state !== 'live';
    },
  };
}

function source(name: string, read: OutputSource['read']): OutputSource {
  return { name, read };
}

function printing({ gates, steps }: Deployment): Printing[] {
  return [
    ...gates.map(({ name, log }) => ({ name: `gate ${name}`, log, query: { gate: name } })),
    ...steps.map(({ state, log }) => ({ name: state, log, query: { step: state } })),
  ];
}
