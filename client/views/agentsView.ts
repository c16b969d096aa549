import { l10n } from 'vscode';
import type { Agent, AgentHealth } from '../../server/protocol/agents.ts';
import { rowKind } from '../contributions.ts';
import { readSettings } from '../settings.ts';
import { naturalOrder } from './naturalOrder.ts';
import type { RowPresentation } from './rowPresentation.ts';
import type { RowView } from './rowView.ts';
import { Tooltip } from './tooltip.ts';

/** Worst first: what needs a look stands above. */
const healthOrder: readonly AgentHealth[] = ['dead', 'stale', 'late', 'unknown', 'fresh', 'ended'];

const icons: { readonly [Health in AgentHealth]: { icon: string; color: string } } = {
  fresh: { icon: 'circle-filled', color: 'testing.iconPassed' },
  late: { icon: 'circle-filled', color: 'charts.yellow' },
  stale: { icon: 'watch', color: 'charts.orange' },
  dead: { icon: 'error', color: 'problemsErrorIcon.foreground' },
  ended: { icon: 'circle-slash', color: 'disabledForeground' },
  unknown: { icon: 'question', color: 'disabledForeground' },
};

/** Agents by health, or as one list where the setting says so. */
export const agentsView: RowView<'agents'> = {
  resource: 'agents',
  empty: l10n.t('No agents seen yet'),
  grouping: () => {
    const byHealth = readSettings().groupAgentsByHealth;
    return {
      path: (agent) => (byHealth ? [agent.health] : []),
      compareGroups: (a, b) => rank(a) - rank(b),
      compareRows: (a, b) => naturalOrder(a.name, b.name) || naturalOrder(a.id, b.id),
    };
  },
  presentGroup: ([health = ''], count) => ({
    label: healthLabel(health),
    description: String(count),
    ...(isHealth(health) ? icons[health] : icons.unknown),
    contextValue: rowKind.group,
    spoken: l10n.t('{0}, {1} agents', healthLabel(health), count),
  }),
  presentRow: presentAgent,
  tooltip: (agent) =>
    new Tooltip(agent.name)
      .fact(l10n.t('Id'), agent.id)
      .fact(l10n.t('State'), agent.state)
      .fact(l10n.t('Health'), healthLabel(agent.health))
      .time(l10n.t('Last sign of life'), agent.lastSeen)
      .fact(l10n.t('Seen by'), agent.lastSeenSource)
      .fact(l10n.t('Mission'), agent.mission)
      .fact(l10n.t('Its own words'), agent.reported)
      .fact(l10n.t('Reason'), agent.reason)
      .fact(l10n.t('Status file'), agent.file)
      .fact(l10n.t('Problem'), agent.problem)
      .build(),
};

function presentAgent(agent: Agent): RowPresentation {
  const facts = [agent.state, agent.problem ?? agent.mission ?? undefined].filter(
    (fact) => fact !== undefined,
  );
  return {
    label: agent.name,
    description: facts.join(' · '),
    ...agentIcon(agent),
    contextValue: agent.file === null ? rowKind.agent : rowKind.agentWithFile,
    spoken: [l10n.t('Agent {0}, {1}', agent.name, healthLabel(agent.health)), ...facts].join(', '),
  };
}

function agentIcon(agent: Agent): { icon: string; color: string } {
  if (agent.state === 'blocked') return { icon: 'debug-pause', color: 'problemsErrorIcon.foreground' };
  if (agent.problem !== null) return { icon: 'warning', color: 'problemsWarningIcon.foreground' };
  return icons[agent.health];
}

function isHealth(text: string): text is AgentHealth {
  return Object.hasOwn(icons, text);
}

function rank(health: string): number {
  return isHealth(health) ? healthOrder.indexOf(health) : healthOrder.length;
}

function healthLabel(health: string): string {
  const labels: { readonly [Health in AgentHealth]: string } = {
    fresh: l10n.t('Fresh'),
    late: l10n.t('Late'),
    stale: l10n.t('Stale'),
    dead: l10n.t('Dead'),
    ended: l10n.t('Ended'),
    unknown: l10n.t('Never seen'),
  };
  return isHealth(health) ? labels[health] : health;
}
