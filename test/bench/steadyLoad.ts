import { KeptConnections } from './keptConnections.ts';

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
 * Sends GET requests at a rate that does not depend on how fast they are answered, as many users do together: one that is
 * late delays none of those after it.
 * @param until the load goes on until this resolves
 */
export async function steadyLoad(
  address: string,
  perSecond: number,
  until: Promise<unknown>,
): Promise<SteadyResult> {
  const connections = new KeptConnections(address);
  const latencies: number[] = [];
  let [sent, failed, over] = [0, 0, false];
  const answers: Promise<void>[] = [];
  const send = async () => {
    const begun = performance.now();
    if (await connections.ask()) latencies.push(performance.now() - begun);
    else failed += 1;
  };
  const started = performance.now();
  const ended = until.finally(() => {
    over = true;
  });
  while (!over) {
    const due = ((performance.now() - started) / 1000) * perSecond;
    for (; sent < due; sent++) answers.push(send());
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
  await ended;
  const perSecondSent = (sent / (performance.now() - started)) * 1000;
  await Promise.all(answers);
  connections.end();
  return { sent, failed, perSecond: perSecondSent, ...percentiles(latencies) };
}

function percentiles(latencies: number[]): { p50: number; p99: number } {
  latencies.sort((a, b) => a - b);
  const at = (part: number) => latencies[Math.floor(latencies.length * part)] ?? Number.NaN;
  return { p50: at(0.5), p99: at(0.99) };
}
