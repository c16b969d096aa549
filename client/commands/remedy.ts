import { l10n } from 'vscode';
import { ApiError } from '../../server/protocol/apiClient.ts';
import type { ProblemCode } from '../../server/protocol/problem.ts';
import { commandId } from '../contributions.ts';
import { CommandRefused, type Remedy } from './commandRefused.ts';

/** Refusals whose cause stands in swarm.json. */
const configured: readonly ProblemCode[] = [
  'no-deployment-configured',
  'configuration-invalid',
  'resource-conflict',
];

/** What a person can do about an error; undefined where its sentence says all. The log knows more of what nobody expected alone. */
export function remedyOf(error: unknown): Remedy | undefined {
  if (error instanceof CommandRefused) return error.remedy;
  if (!(error instanceof ApiError)) return { title: l10n.t('Show Log'), command: commandId.showLog };
  const { code, data, status } = error.problem;
  const deployment = data?.['deployment'];
  if (typeof deployment === 'string')
    return {
      title: l10n.t('Show Deployment'),
      command: commandId.openDeployment,
      argument: { deployment },
    };
  if (configured.includes(code)) return openConfigurationRemedy();
  return status < 500 ? undefined : { title: l10n.t('Show Log'), command: commandId.showLog };
}

/** Leads to swarm.json. */
export function openConfigurationRemedy(): Remedy {
  return { title: l10n.t('Open swarm.json'), command: commandId.openConfiguration };
}
