import { pino } from 'pino';
import { describe, expect, it } from 'vitest';
import { AgentRules } from '../../../server/infrastructure/agents/judgement/agentSettings.ts';
import type { AgentStanding } from '../../../server/infrastructure/agents/judgement/agentStanding.ts';
import { agentSubject } from '../../../server/infrastructure/agents/lifecycle/agentSubject.ts';
import { ReportedStates } from '../../../server/infrastructure/agents/reportedStates.ts';
import { defaultConfiguration } from '../../../server/protocol/configuration/configuration.ts';
import { TemporaryLog } from '../events/temporaryLog.ts';
import { asked, unknown } from './lifecycle/foldedAgent.ts';
import { SetClock } from './setClock.ts';

describe('what an agent reports', () => {
  it('while nobody listens is taken into its history later, and what it reports first is not', async () => {
    await using temporary = new TemporaryLog();
    const commands = await temporary.store();
    const settings = new AgentRules(defaultConfiguration()).settingsOf(null);
    const reported = new ReportedStates({
      commands,
      clock: new SetClock(),
      log: pino({ level: 'silent' }),
      standing: () => ({ reported: 'process', settings }) as AgentStanding,
      onChanged: () => {},
    });
    reported.compare('Known', 'process', asked(unknown, 'active', { reported: 'start' }).state);
    reported.compare('New', 'process', unknown.state);
    await reported.close();
    expect(commands.get(agentSubject, 'Known')).toMatchObject({
      version: 1,
      state: { last: { to: 'process', source: 'report', actor: 'Known' } },
    });
    expect(commands.get(agentSubject, 'New').version).toBe(0);
    await commands.close();
  });
});
