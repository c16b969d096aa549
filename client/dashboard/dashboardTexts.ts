import { l10n } from 'vscode';
import type { DashboardTexts } from './webview/messages.ts';

/** Texts of the panel in the user's language. */
export function dashboardTexts(): DashboardTexts {
  return { ...chartTexts(), ...listTexts() };
}

function chartTexts() {
  return {
    title: l10n.t('Swarm Dashboard'),
    contract: l10n.t('Contract'),
    burnUp: l10n.t('Burn-up'),
    summary: l10n.t('Burn-up of {0}: {1} of {2} points credited, {3} handed in, scope {4}'),
    scope: l10n.t('Scope'),
    submitted: l10n.t('Handed in'),
    credited: l10n.t('Credited'),
    total: l10n.t('Budget'),
    deadline: l10n.t('Deadline'),
    time: l10n.t('Time'),
    moment: l10n.t('{0}: {1} credited, {2} handed in, scope {3}'),
    table: l10n.t('The same as a table'),
    exportSvg: l10n.t('Export SVG…'),
    exportCsv: l10n.t('Export CSV…'),
    loading: l10n.t('Adding up…'),
    noContracts: l10n.t('No contracts yet. "Swarm: Create Contract…" makes one.'),
    nothingYet: l10n.t('Nothing has happened in this contract yet.'),
    help: l10n.t('Point at the chart, or use the arrow keys in it.'),
  };
}

function listTexts() {
  return {
    agents: l10n.t('Agents ({0})'),
    noAgents: l10n.t('No agent has been seen yet.'),
    byState: l10n.t('State'),
    byHealth: l10n.t('Health'),
    count: l10n.t('Agents'),
    leaderboard: l10n.t('Leaderboard'),
    place: l10n.t('Place'),
    who: l10n.t('Who'),
    points: l10n.t('Points'),
    team: l10n.t('Team {0}'),
    nobody: l10n.t('Nobody has earned points yet.'),
    attention: l10n.t('Needs a human ({0})'),
    nothingNeeded: l10n.t('Nothing needs a human.'),
    showAll: l10n.t('Show All'),
  };
}
