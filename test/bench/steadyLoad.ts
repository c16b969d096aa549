import { Agent, request } from 'node:http';

/** What a steady load saw. */
export interface SteadyResult {
  readonly sent: number;
  /** Requests without a whole, good answer. */
  readonly failed: number;
  readonly perSecond: number;
  /** Milliseconds. */
  readonly p50: number;
  readonly p99: number;
}

/**
 * Sends GET requests at a rate that does not depend on how fast they are answered, as many users do together.
 * @param until the load goes on until this resolves
 */
export async function steadyLoad(
  address: string,
  perSecond: number,
  until: Promise<unknown>,
): Promise<SteadyResult> {
  const agent = new Agent({ keepAlive: true });
  const latencies: number[] = [];
  let [sent, failed, over] = [0, 0, false];
  const open: Promise<void>[] = [];
  const send = () =>
    ask(address, agent).then((milliseconds) => {
      if (milliseconds === undefined) failed += 1;
      else latencies.push(milliseconds);
    });
  const started = performance.now();
  void until.finally(() => {
    over = true;
  });
  while (!over) {
    const due = ((performance.now() - started) / 1000) * perSecond;
    for (; sent < due; sent++) open.push(send());
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
  const perSecondSent = (sent / (performance.now() - started)) * 1000;
  await Promise.all(open);
  agent.destroy();
  return { sent, failed, perSecond: perSecondSent, ...percentiles(latencies) };
}

function percentiles(latencies: number[]): { p50: number; p99: number } {
  latencies.sort((a, b) => a - b);
  const at = (part: number) => latencies[Math.floor(latencies.length * part)] ?? Number.NaN;
  return { p50: at(0.5), p99: at(0.99) };
}

/** Milliseconds until the whole answer is there; undefined where it is none or not whole. */
function ask(address: string, agent: Agent): Promise<number | undefined> {
  const started = performance.now();
  return new Promise((resolve) => {
    const outgoing = request(address, { agent }, (answer) => {
      answer.resume();
      answer.on('close', () =>
        resolve(answer.complete && answer.statusCode === 200 ? performance.now() - started : undefined),
      );
    });
    outgoing.on('error', () => resolve(undefined));
    outgoing.end();
  });
}
