import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { judgeHealth, silenceSteps } from '../../../../server/infrastructure/agents/judgement/agentHealth.ts';
import { AgentRules } from '../../../../server/infrastructure/agents/judgement/agentSettings.ts';
import { configurationSchema } from '../../../../server/protocol/configuration/configuration.ts';

const order = ['fresh', 'late', 'stale', 'dead'];
const settingsOf = (detector: string) =>
  new AgentRules(configurationSchema.parse({ agents: { detector } })).settingsOf(null);
const rhythm = fc.record({
  count: fc.nat(100),
  mean: fc.double({ min: 10, max: 3_600_000, noNaN: true }),
  deviation: fc.double({ min: 0, max: 600_000, noNaN: true }),
});

describe.each(['timeout', 'phi-accrual'])('health by %s', (detector) => {
  const settings = settingsOf(detector);

  it('never gets better by silence, and changes at just the moment it tells', () => {
    fc.assert(
      fc.property(rhythm, fc.double({ min: 0, max: 1e8, noNaN: true }), (known, seen) => {
        const steps = silenceSteps(settings, known);
        const seenHealths: string[] = [];
        for (let now = seen, turn = 0; turn < 5; turn++) {
          const { health, changesAt } = judgeHealth('working', seen, now, steps);
          seenHealths.push(health);
          if (changesAt === undefined) break;
          expect(changesAt).toBeGreaterThan(now);
          expect(judgeHealth('working', seen, (now + changesAt) / 2, steps).health).toBe(health);
          now = changesAt;
        }
        expect(seenHealths.at(-1)).toBe('dead');
        expect(seenHealths).toEqual(order.filter((health) => seenHealths.includes(health)));
      }),
    );
  });
});
