import { l10n } from 'vscode';
import type { Agent } from '../../../server/protocol/agents.ts';
import { askReason } from '../askReason.ts';
import type { CommandContext, CommandFunction } from '../commandContext.ts';
import { givenText } from '../invocation.ts';
import { tell } from '../told.ts';
import { chooseAgent } from './chooseAgent.ts';

interface Guidance {
  readonly route: 'drainAgent' | 'resumeAgent' | 'quarantineAgent' | 'releaseAgent';
  readonly title: string;
  readonly placeholder: string;
  fits(agent: Agent): boolean;
  readonly none: string;
  /** What happens, and what the reason is for. */
  prompt(agent: Agent): string;
  readonly reasonRequired: boolean;
  done(agent: Agent): string;
}

/** Gives an agent no new task; it finishes what it has. */
export const drainAgent: CommandFunction = (context, argument) =>
  guide(context, argument, {
    route: 'drainAgent',
    title: l10n.t('Drain Agent'),
    placeholder: l10n.t('Select the agent that finishes what it has and gets nothing new'),
    fits: ({ draining, quarantined }) => !draining && !quarantined,
    none: l10n.t('Every agent is draining or quarantined.'),
    prompt: ({ name }) => l10n.t('{0} finishes what it has and gets no new task. Why? (optional)', name),
    reasonRequired: false,
    done: ({ name }) => l10n.t('{0} gets no new task.', name),
  });

/** Lets an agent that is drained get tasks again. */
export const resumeAgent: CommandFunction = (context, argument) =>
  guide(context, argument, {
    route: 'resumeAgent',
    title: l10n.t('Resume Agent'),
    placeholder: l10n.t('Select the agent that gets tasks again'),
    fits: ({ draining }) => draining,
    none: l10n.t('No agent is draining.'),
    prompt: ({ name }) => l10n.t('{0} gets tasks again. Why? (optional)', name),
    reasonRequired: false,
    done: ({ name }) => l10n.t('{0} gets tasks again.', name),
  });

/** Gives an agent no new task and takes back what it holds. */
export const quarantineAgent: CommandFunction = (context, argument) =>
  guide(context, argument, {
    route: 'quarantineAgent',
    title: l10n.t('Quarantine Agent'),
    placeholder: l10n.t('Select the agent whose leases and tasks are taken back'),
    fits: ({ quarantined }) => !quarantined,
    none: l10n.t('Every agent is quarantined.'),
    prompt: (agent) => quarantinePrompt(agent),
    reasonRequired: true,
    done: ({ name }) => l10n.t('{0} is quarantined; what it held is free again.', name),
  });

/** Ends the quarantine of an agent. */
export const releaseAgent: CommandFunction = (context, argument) =>
  guide(context, argument, {
    route: 'releaseAgent',
    title: l10n.t('Readmit Agent'),
    placeholder: l10n.t('Select the agent whose quarantine ends'),
    fits: ({ quarantined }) => quarantined,
    none: l10n.t('No agent is quarantined.'),
    prompt: ({ name }) => l10n.t('The quarantine of {0} ends. Why? (optional)', name),
    reasonRequired: false,
    done: ({ name }) => l10n.t('The quarantine of {0} has ended.', name),
  });

async function guide(context: CommandContext, argument: unknown, guidance: Guidance): Promise<void> {
  const { route, title, prompt, reasonRequired, done } = guidance;
  const chosen = await chooseAgent(context, argument, guidance);
  const { session, row: agent } = chosen;
  const question = { title, prompt: prompt(agent), key: `${route} ${agent.id}`, optional: !reasonRequired };
  const reason = givenText(chosen, 'reason') ?? (await askReason(context, question));
  const params = { agent: agent.id };
  const seen = { expectedVersion: agent.version };
  if (route === 'quarantineAgent') await session.call(route, { params, body: { reason, ...seen } });
  else await session.call(route, { params, body: { ...seen, ...(reason === '' ? {} : { reason }) } });
  await context.views.reveal(session, 'agents', agent.id);
  tell(done(agent));
}

function quarantinePrompt({ name, leases, contract, branch }: Agent): string {
  const effects = [
    l10n.t('{0} gets no new task', name),
    leases === 0 ? undefined : leases === 1 ? l10n.t('loses its lease') : l10n.t('loses {0} leases', leases),
    contract === null ? undefined : l10n.t('its task of {0} goes back to the pool', contract),
    branch === null ? undefined : l10n.t('branch {0} is kept', branch),
  ];
  return l10n.t('{0}. Why?', effects.filter((effect) => effect !== undefined).join(', '));
}
