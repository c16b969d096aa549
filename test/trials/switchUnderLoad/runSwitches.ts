import { setTimeout as delay } from 'node:timers/promises';
import type { RouterName } from '../../../server/protocol/configuration/routerConfiguration.ts';
import { makeSlotRepository } from '../../bench/slotApplication.ts';
import { SlotService } from '../../bench/slotService.ts';
import { application } from './application.ts';
import { MixedLoad } from './mixedLoad.ts';
import { WebSocketClients } from './webSocketClients.ts';

export interface Switches {
  readonly perSecond: number;
  /** Each a switch to the other slot or a rollback. */
  readonly steps: readonly ('switch' | 'rollback')[];
  readonly webSockets: number;
  readonly drainSeconds: number;
  readonly router: RouterName;
}

export interface SwitchResult {
  readonly load: MixedLoad;
  readonly sockets: WebSocketClients;
  /** Milliseconds of each step as its caller sees it. */
  readonly steps: readonly number[];
  /** WebSockets that were still open long after their time to drain was over. */
  readonly undrained: number;
}

/** Time between one step and the next, at least. */
const pauseMilliseconds = 500;
/** A WebSocket that is open for so long after its deadline is not drained, however busy the machine is. */
const longestDrainMilliseconds = 30_000;

/** Moves traffic to and fro on a real service while clients of every kind use it. */
export async function runSwitches(switches: Switches): Promise<SwitchResult> {
  const { drainSeconds, router } = switches;
  const folder = await makeSlotRepository(drainSeconds, { program: application, router });
  const service = await SlotService.start(folder);
  const [load, sockets] = [new MixedLoad(drainSeconds), new WebSocketClients()];
  try {
    const [routed, direct] = [await service.address(), await service.slotAddress('a')];
    sockets.start(routed, switches.webSockets);
    const running = load.run(routed, direct, switches.perSecond);
    const moved = await moveOnAndOn(service, sockets, switches);
    load.end();
    await running;
    return { load, sockets, ...moved };
  } finally {
    load.end();
    await sockets.end();
    await service.stop();
  }
}

async function moveOnAndOn(
  service: SlotService,
  sockets: WebSocketClients,
  { steps, drainSeconds }: Switches,
): Promise<Pick<SwitchResult, 'steps' | 'undrained'>> {
  const times: number[] = [];
  let undrained = 0;
  for (const step of steps) {
    await sockets.allOpen();
    const started = performance.now();
    await sockets.during(() => (step === 'switch' ? service.switch() : service.rollback()));
    times.push(performance.now() - started);
    await delay(pauseMilliseconds);
    undrained += await sockets.drain(drainSeconds * 1000 + longestDrainMilliseconds);
  }
  return { steps: times, undrained };
}
