import { releaseCommand } from '../releaseCommand.ts';
import type { StepContext, StepResult } from './stepContext.ts';

/**
 * Starts the release again that was stopped for one that cannot run beside it.
 * @returns what to wait for; undefined where it runs, or does not start any more
 */
export async function restartStopped(context: StepContext): Promise<StepResult | undefined> {
  const { history, memory, parts, route } = context;
  const { live } = parts.book.state(route);
  if (history.strategy !== 'recreate' || live === null || history.slotVersion === null || context.hasRequests)
    return undefined;
  const id = `${route}/${live.slot}`;
  const { phase, commit } = parts.book.slot(id);
  const waiting = { waitsFor: `${live.revision} is being started again in ${live.slot}.` };
  if (phase === 'starting' && commit === live.commit) return waiting;
  const isOwn = id === context.slotId && commit === history.commit;
  if (isOwn && phase !== 'idle' && phase !== 'failed') {
    if (phase !== 'stopping') await parts.fleet.stop(id, { actor: 'swarm' });
    return { waitsFor: `Stops ${id}.` };
  }
  if ((phase !== 'idle' && phase !== 'failed') || memory.restored) return undefined;
  memory.restored = true;
  const command = releaseCommand(parts.commands, route, live);
  await parts.fleet.start(id, live.revision, { actor: 'swarm' }, { commit: live.commit, command });
  return waiting;
}
