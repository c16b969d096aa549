import { l10n, type MarkdownString } from 'vscode';
import type { Agent } from '../../../server/protocol/agents.ts';
import { durationText } from '../deployments/deploymentWords.ts';
import { Tooltip } from '../tooltip.ts';
import { type AgentTrait, agentTraits } from './agentTraits.ts';
import { conditionLabel, healthLabel, traitLabel } from './agentWords.ts';

/** Everything known of an agent, each claim with its evidence and age. */
export function agentTooltip(agent: Agent): MarkdownString {
  const { worktree, branch } = agent;
  return new Tooltip(agent.name)
    .fact(l10n.t('Id'), agent.id)
    .fact(l10n.t('Role'), agent.role)
    .fact(l10n.t('Team'), agent.team)
    .fact(l10n.t('State'), agent.state)
    .time(l10n.t('In it since'), agent.since)
    .fact(l10n.t('Reason'), agent.reason)
    .fact(l10n.t('Next states'), agent.allowed.join(', '))
    .fact(l10n.t('Does'), conditionLabel(agent.condition))
    .fact(l10n.t('Health'), healthLabel(agent.health))
    .fact(l10n.t('Flags'), agent.flags.map(flagText).join(', '))
    .time(l10n.t('Last sign of life'), agent.lastSeen)
    .fact(l10n.t('Seen by'), agent.lastSeenSource)
    .fact(l10n.t('Waits for'), agent.waitingFor)
    .fact(l10n.t('Mission'), agent.mission)
    .fact(l10n.t('Contract'), agent.contract)
    .fact(l10n.t('Branch'), branch)
    .fact(l10n.t('Worktree'), worktree)
    .fact(l10n.t('Leases'), agent.leases || undefined)
    .fact(l10n.t('Unread messages'), agent.unread || undefined)
    .fact(l10n.t('Used'), usageText(agent))
    .fact(l10n.t('Its own words'), agent.reported)
    .fact(l10n.t('Status file'), agent.file)
    .fact(l10n.t('Problem'), agent.problem)
    .list(l10n.t('Evidence'), agent.evidence.map(evidenceText))
    .list(l10n.t('Score {0} of 100', agent.score.value), agent.score.parts.map(scoreText))
    .build();
}

function flagText(flag: string): string {
  const trait = agentTraits.find((one): one is AgentTrait => one === flag);
  return trait ? traitLabel(trait) : flag;
}

function usageText({ usage }: Agent): string | undefined {
  if (usage === null) return undefined;
  const { tokens, cost, seconds } = usage;
  const parts = [
    tokens === null || tokens === undefined ? undefined : l10n.t('{0} tokens', tokens.toLocaleString('en')),
    cost === null || cost === undefined ? undefined : l10n.t('{0} spent', cost),
    seconds === null || seconds === undefined ? undefined : durationText(seconds * 1_000),
  ];
  return parts.filter((part) => part !== undefined).join(', ');
}

/** `process: pid 4711 is gone (12:04:31)`. */
function evidenceText({ kind, text, time }: Agent['evidence'][number]): string {
  const said = `${kind}: ${text}`;
  return time === null ? said : `${said} (${new Date(time).toLocaleString()})`;
}

function scoreText({ name, points, reason }: Agent['score']['parts'][number]): string {
  return `${name} ${points > 0 ? '+' : ''}${points}: ${reason}`;
}
