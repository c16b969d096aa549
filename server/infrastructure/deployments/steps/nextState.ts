import type { EnteredFacts } from '../deploymentEvents.ts';
import type { GovernedDeployment, PolicyAnswer } from '../deploymentPolicy.ts';
import { isPrepared } from '../deploymentQueue.ts';
import { wantedInstances } from '../slots/slotHistory.ts';
import type { StepContext, StepResult } from './stepContext.ts';

type Done = 'queued' | 'gates' | 'verifying' | 'awaiting-approval';

/**
 * The state after one that is done, with what is known when it is entered. What cannot run twice is approved before it is started, anything else
 * once it is healthy.
 * @param slot the slot that it gets, where that is decided with this
 */
export async function enterNext(
  context: StepContext,
  done: Done,
  detail: string | null,
  slot?: string,
): Promise<StepResult> {
  const { history } = context;
  const chosen = slot === undefined ? {} : { slot };
  if (done === 'queued' && history.gates.length > 0 && !history.rollback)
    return context.advance('gates', detail, chosen);
  const isApprovedFirst = history.strategy === 'recreate';
  const prepares = done === 'queued' || done === 'gates';
  if (isApprovedFirst ? prepares : done === 'verifying') {
    const { waitsFor, approvals } = await judge(context);
    if (waitsFor !== null)
      return context.advance('awaiting-approval', detail, { ...chosen, approvalRule: approvals });
  }
  if (prepares || (isApprovedFirst && done === 'awaiting-approval'))
    return enterPreparation(context, detail, slot);
  return enterSwitch(context, detail);
}

/** Only one release at a time gets the requests of an environment and team. */
async function enterSwitch(context: StepContext, detail: string | null): Promise<StepResult> {
  const { parts, route, stream } = context;
  const holder = parts.moving.claim(route, stream.id);
  if (holder !== stream.id)
    return { waitsFor: `Waits for deployment ${holder}, which moves the requests of ${route} just now.` };
  const { live: replaced } = parts.book.state(route);
  const before = replaced && wantedInstances(parts.book.slot(`${route}/${replaced.slot}`));
  const replacedInstances = before?.length ?? 0;
  return context.advance('switching', detail, { replaced, replacedInstances });
}

/** Begins to bring the release into its slot; where it runs there already it is only looked at. */
export function enterPreparation(
  context: StepContext,
  detail: string | null,
  slot?: string,
): Promise<'done'> {
  const { history, parts, route } = context;
  const name = slot ?? history.slot ?? '';
  const id = `${route}/${name}`;
  const chosen: EnteredFacts = { slot: name };
  if (isPrepared(history, parts.book.slot(id))) return context.advance('verifying', detail, chosen);
  return context.advance(history.builds ? 'building' : 'starting', detail, {
    ...chosen,
    slotVersion: context.slotVersion(id),
  });
}

/** What the rules say of a deployment now. */
export async function judge(context: StepContext): Promise<PolicyAnswer> {
  const answer = await context.parts.policy.judge(governed(context), new Date());
  context.memory.answer = answer;
  return answer;
}

function governed({ stream: { id }, history }: StepContext): GovernedDeployment {
  return { ...history, id, bypassed: history.bypass !== null };
}
