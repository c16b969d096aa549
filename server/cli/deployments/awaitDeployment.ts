import { setTimeout as delay } from 'node:timers/promises';
import type { Deployment } from '../../protocol/deployments.ts';
import type { Slot } from '../../protocol/slots.ts';
import { type AskService, patientService } from '../askService.ts';
import type { CommandIo } from '../command.ts';
import { callService } from '../serviceConnection.ts';
import { plain } from '../table.ts';
import { findDeployment, hasEnded } from './findDeployment.ts';
import { progressLines } from './progressLines.ts';

const askAgainMilliseconds = 200;

/**
 * Waits until a deployment has ended, telling its steps on stderr; where it is live also until nothing is under way on
 * the slot before. Gives it as it is when somebody interrupts.
 * @throws {CommandError} the service stays away; the deployment goes on when it is back
 */
export async function awaitDeployment(
  begun: Deployment,
  io: CommandIo,
  signal: AbortSignal | undefined,
): Promise<Deployment> {
  const ask = patientService(io.cwd);
  let before: Deployment | undefined;
  for (let now = begun; ; now = await ask((service) => findDeployment(service, begun.id))) {
    for (const line of progressLines(before, now)) io.stderr.write(`${plain(line)}\n`);
    before = now;
    if (signal?.aborted === true) return now;
    if (hasEnded(now)) {
      if (now.state === 'live') await drained(now, ask, io, signal);
      return now;
    }
    await delay(askAgainMilliseconds, undefined, { signal }).catch(() => {});
  }
}

/** Waits until nothing is under way any more on the slot that was live before. */
async function drained(
  deployment: Deployment,
  ask: AskService,
  io: CommandIo,
  signal: AbortSignal | undefined,
): Promise<void> {
  const { environment, team, replaced } = deployment;
  if (replaced === null || replaced.slot === deployment.slot) return;
  const id = `${environment}/${team}/${replaced.slot}`;
  for (let told = false; signal?.aborted !== true; ) {
    const slots = await ask((service) => callService(service, 'listSlots'));
    const open = connectionsTo(slots.find((slot) => slot.id === id));
    if (open === 0) return;
    if (!told) io.stderr.write(`draining ${replaced.slot}: ${open} under way\n`);
    told = true;
    await delay(askAgainMilliseconds, undefined, { signal }).catch(() => {});
  }
}

/** What is under way on a slot that has no share of the requests any more. */
function connectionsTo(slot: Slot | undefined): number {
  if (!slot || slot.live || slot.traffic === null || slot.traffic.share > 0) return 0;
  return slot.traffic.connections;
}
