import { describe, expect, it } from 'vitest';
import { HealthWatch } from '../../../../server/infrastructure/deployments/health/healthWatch.ts';
import { healthCheckSchema } from '../../../../server/protocol/healthChecks.ts';

interface Asked {
  readonly check: object;
  /** Good or bad, one after the other; the watch ends after the last. */
  readonly answers: boolean[];
}

/** Lets checks answer as told, and gives the states the watch had after each answer of the first. */
async function states(asked: readonly Asked[], healthy = false): Promise<boolean[]> {
  const end = new AbortController();
  const seen: boolean[] = [];
  const open = asked.map(({ answers }) => [...answers]);
  const checks = asked.map(({ check }, index) =>
    healthCheckSchema.parse({ type: 'tcp', periodSeconds: 0.1, name: String(index), ...check }),
  );
  const watch = new HealthWatch({
    checks,
    healthy,
    periodMilliseconds: 1,
    signal: end.signal,
    probe: async ({ name = '' }) => {
      const answers = open[Number(name)] ?? [];
      const ok = answers.length > 1 ? answers.shift() : answers[0];
      const why = ok === true ? undefined : 'failed';
      return { name, at: '', milliseconds: 1, why };
    },
    onAnswer: async (now) => {
      seen.push(now.healthy);
      if (seen.length === Math.max(...asked.map(({ answers }) => answers.length)) * asked.length) end.abort();
    },
  });
  await watch.run();
  return seen;
}

describe('the watch over the health of a program', () => {
  it('says healthy after enough successes in a row and unhealthy after enough failures', async () => {
    const check = { successThreshold: 2, failureThreshold: 2 };
    expect(await states([{ check, answers: [true, false, true, true, false, true, false, false] }])).toEqual([
      false,
      false,
      false,
      true,
      true,
      true,
      true,
      false,
    ]);
  });

  it('needs every check to pass', async () => {
    const seen = await states([
      { check: {}, answers: [true, true] },
      { check: { failureThreshold: 1 }, answers: [false, true] },
    ]);
    expect(seen.slice(0, 2)).toEqual([false, false]);
    expect(seen.at(-1)).toBe(true);
  });

  it('takes a program that was healthy before for healthy until it fails often enough', async () => {
    expect(await states([{ check: {}, answers: [false, false, false] }], true)).toEqual([true, true, false]);
  });

  it('counts bad answers in a row, also those that turn nothing', async () => {
    const end = new AbortController();
    const open = [true, false, false, true, false];
    const seen: (number | undefined)[] = [];
    const watch = new HealthWatch({
      checks: [healthCheckSchema.parse({ type: 'tcp', failureThreshold: 2, periodSeconds: 0.1 })],
      healthy: true,
      periodMilliseconds: 1,
      signal: end.signal,
      probe: async () => ({ name: '', at: '', milliseconds: 1, why: open.shift() ? undefined : 'failed' }),
      onAnswer: async ({ checks }) => {
        seen.push(checks[0]?.failures);
        if (open.length === 0) end.abort();
      },
    });
    await watch.run();
    expect(seen).toEqual([0, 1, 2, 0, 1]);
  });

  it('asks nothing before the initial delay, and ends at once', async () => {
    const end = new AbortController();
    const watch = new HealthWatch({
      checks: [healthCheckSchema.parse({ type: 'tcp', initialDelaySeconds: 600 })],
      healthy: false,
      periodMilliseconds: 1,
      signal: end.signal,
      probe: () => Promise.reject(new Error('asked too early')),
      onAnswer: async () => {},
    });
    const running = watch.run();
    end.abort();
    await running;
    expect(watch.checks).toEqual([{ name: 'TCP', passing: false, failures: 0, answer: undefined }]);
  });
});
