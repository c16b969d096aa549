import { l10n } from 'vscode';
import type { Leaderboard } from '../../../server/protocol/ledger.ts';
import { rowKind } from '../../contributions.ts';
import type { RowPart } from '../rowView.ts';
import { Tooltip } from '../tooltip.ts';
import { pointsText } from './taskWords.ts';

type Standing = Leaderboard['agents'][number] | Leaderboard['teams'][number];

/** Teams and agents by the points they have earned; nothing while nobody has any. */
export function leaderboardPart(leaderboard: Leaderboard | undefined): RowPart[] {
  if (!leaderboard || leaderboard.agents.length === 0) return [];
  const { agents, teams, total } = leaderboard;
  const standings = [
    ...teams.map((team) => standingPart('team', team.team, team)),
    ...agents.map((agent) => standingPart('agent', agent.agent, agent)),
  ];
  return [
    {
      id: 'leaderboard',
      presentation: {
        label: l10n.t('Leaderboard'),
        description: pointsText(total),
        icon: 'graph',
        contextValue: rowKind.section,
        spoken: l10n.t('Leaderboard, {0} in all', pointsText(total)),
        children: 'collapsed',
      },
      tooltip: () =>
        new Tooltip(l10n.t('Who has earned how much'))
          .fact(l10n.t('Agents'), agents.length)
          .fact(l10n.t('Teams'), teams.length)
          .fact(l10n.t('Credited in all'), total)
          .build(),
      parts: standings,
    },
  ];
}

function standingPart(kind: 'agent' | 'team', name: string, standing: Standing): RowPart {
  const { rank, points, credits, held } = standing;
  const facts = [
    pointsText(points),
    credits === 1 ? l10n.t('1 credit') : l10n.t('{0} credits', credits),
    ...(held > 0 ? [l10n.t('{0} held', held)] : []),
  ];
  return {
    id: `${kind}:${name}`,
    presentation: {
      label: l10n.t('{0}. {1}', rank, name),
      description: facts.join(' · '),
      icon: kind === 'team' ? 'organization' : 'hubot',
      ...(rank === 1 ? { color: 'charts.yellow' } : {}),
      contextValue: rowKind.section,
      spoken: [kind === 'team' ? l10n.t('Team {0}', name) : name, l10n.t('place {0}', rank), ...facts].join(
        ', ',
      ),
    },
    tooltip: () =>
      new Tooltip(name)
        .fact(l10n.t('Place'), rank)
        .fact(l10n.t('Points'), points)
        .fact(l10n.t('Credits'), credits)
        .fact(l10n.t('Held for tasks'), held)
        .build(),
  };
}
