import { l10n } from 'vscode';
import type { AgentHistoryReply } from '../../../server/protocol/agents.ts';
import { code } from '../branches/markdownText.ts';
import { markdownTable } from '../markdownTable.ts';
import { spanText } from '../spanText.ts';

/** The way of an agent through its lifecycle as Markdown. What agents say stands in code alone. */
export function agentHistoryText(history: AgentHistoryReply): string {
  const { agent, machine, state, since, totals, transitions, older } = history;
  const sum = totals.reduce((all, { seconds }) => all + seconds, 0);
  const lines = [
    `# ${l10n.t('History of {0}', code(agent))}`,
    since === null
      ? l10n.t('In state {0} of the lifecycle {1}.', code(state), code(machine))
      : l10n.t('In state {0} of the lifecycle {1} since {2}.', code(state), code(machine), time(since)),
    `## ${l10n.t('Time in each state')}`,
    markdownTable(
      [l10n.t('State'), l10n.t('Time'), l10n.t('Share'), l10n.t('Times')],
      totals
        .toSorted((a, b) => b.seconds - a.seconds)
        .map((one) => [code(one.state), spanText(one.seconds), share(one.seconds, sum), String(one.visits)]),
    ),
    `## ${l10n.t('Transitions')}`,
    transitionTable(transitions),
    ...(older
      ? [l10n.t('Older ones are in the history of the API: `/v1/history?stream=agent/{0}`.', agent)]
      : []),
  ];
  return `${lines.join('\n\n')}\n`;
}

function transitionTable(transitions: AgentHistoryReply['transitions']): string {
  if (transitions.length === 0) return l10n.t('It has not moved yet.');
  return markdownTable(
    [l10n.t('When'), l10n.t('From'), l10n.t('To'), l10n.t('After'), l10n.t('By'), l10n.t('Why')],
    transitions.map(({ from, to, seconds, actor, reason, source, ...one }) => [
      time(one.time),
      code(from),
      code(to),
      seconds === null ? '' : spanText(seconds),
      source === 'report' ? l10n.t('its own report') : code(actor),
      reason === null ? '' : code(reason),
    ]),
  );
}

function share(seconds: number, sum: number): string {
  return sum === 0 ? '' : l10n.t('{0} %', Math.round((seconds / sum) * 100));
}

function time(timestamp: string): string {
  return new Date(timestamp).toLocaleString();
}
