import { l10n } from 'vscode';
import type { Texts } from './webview/messages.ts';

/** Texts of the panel in the user's language. */
export function panelTexts(): Texts {
  return {
    title: l10n.t('Conflict forecast'),
    filter: l10n.t('Filter branches'),
    team: l10n.t('Team'),
    allTeams: l10n.t('All teams'),
    noTeam: l10n.t('No team'),
    onlyConflicting: l10n.t('Only conflicting'),
    asMatrix: l10n.t('Matrix'),
    asList: l10n.t('List'),
    loading: l10n.t('Comparing branches…'),
    nothingToCompare: l10n.t('No active branches to compare.'),
    nothingShown: l10n.t('No branch matches the filter.'),
    noConflicts: l10n.t('No two of these branches conflict.'),
    ...cellTexts(),
    ...detailTexts(),
  };
}

function cellTexts() {
  return {
    summary: l10n.t('{0} branches, {1} conflicting pairs'),
    summaryComputing: l10n.t('{0} branches, {1} conflicting pairs, {2} not compared yet'),
    cellNone: l10n.t('{0} and {1}: no conflict'),
    cellFiles: l10n.t('{0} and {1} conflict in {2} files'),
    cellOneFile: l10n.t('{0} and {1} conflict in 1 file'),
    cellComputing: l10n.t('{0} and {1}: not compared yet'),
    cellUnknown: l10n.t('{0} and {1}: not known, {2}'),
    cellSame: l10n.t('{0} and itself'),
    branch: l10n.t('Branch'),
    otherBranch: l10n.t('Conflicts with'),
    files: l10n.t('Files'),
  };
}

function detailTexts() {
  return {
    detailsTitle: l10n.t('{0} ↔ {1}'),
    close: l10n.t('Close'),
    wholeFile: l10n.t('Compare'),
    lines: l10n.t('Lines {0} ↔ {1}'),
    noLines: l10n.t('nothing before {0}'),
    help: l10n.t('Arrow keys move, Enter opens the files of a pair, Escape closes them.'),
  };
}
