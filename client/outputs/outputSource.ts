import { deploymentState } from '../../server/protocol/deployments.ts';
import type { OutputPart } from '../../server/protocol/outputLog.ts';
import type { RepositorySession } from '../infrastructure/repositorySession.ts';

/** Which output: of a slot's program or build, or of a step or gate of a deployment. */
export type OutputName =
  | { readonly slot: string; readonly of: 'program' | 'build'; readonly instance?: string }
  | { readonly deployment: string; readonly step: string }
  | { readonly deployment: string; readonly gate: string };

/** How many of the last lines a document begins with. */
const firstLines = 2000;
const partBytes = 128 * 1024;

/** Text for the query of a document's address. */
export function outputQuery(session: string, name: OutputName): string {
  return new URLSearchParams({ session, ...name }).toString();
}

/** The session's id and the output that an address names; undefined where it names none. */
export function parseOutputQuery(text: string): { session: string; name: OutputName } | undefined {
  const {
    session = '',
    slot,
    of,
    instance,
    deployment,
    step,
    gate,
  } = Object.fromEntries(new URLSearchParams(text));
  if (slot !== undefined) return { session, name: slotOutput(slot, of, instance) };
  if (deployment === undefined) return undefined;
  if (step !== undefined) return { session, name: { deployment, step } };
  return gate === undefined ? undefined : { session, name: { deployment, gate } };
}

function slotOutput(slot: string, of: string | undefined, instance: string | undefined): OutputName {
  if (of === 'build') return { slot, of };
  const isNumber = instance !== undefined && /^\d{1,2}$/.test(instance);
  return { slot, of: 'program', ...(isNumber ? { instance } : {}) };
}

/**
 * Asks the service for what follows a position, or for the last lines.
 * @throws {ApiError | ServiceUnavailable | ApiUnreachable}
 */
export async function readOutput(
  session: RepositorySession,
  name: OutputName,
  after: string | undefined,
): Promise<OutputPart> {
  const part = { limit: partBytes, ...(after === undefined ? { lines: firstLines } : { after }) };
  if ('slot' in name) {
    const [environment = '', team = '', slot = ''] = name.slot.split('/');
    const instance = name.instance === undefined ? {} : { instance: Number(name.instance) };
    const query = { of: name.of, ...instance, ...part };
    return session.call('slotOutput', { params: { environment, team, slot }, query });
  }
  const { deployment } = name;
  const of = 'gate' in name ? { gate: name.gate } : { step: deploymentState.parse(name.step) };
  return session.call('deploymentOutput', { params: { deployment }, query: { ...of, ...part } });
}
