import { l10n, type QuickPickItem, QuickPickItemKind, window } from 'vscode';
import { askFilter } from '../../input/filterPick.ts';
import { plainLabel } from '../../plainText.ts';
import { type DeploymentFilter, noFilter, parseFilter } from '../../views/deployments/deploymentFilter.ts';
import { deploymentStates, stateLabel } from '../../views/deployments/deploymentWords.ts';
import { oldestLoaded, rememberLoaded } from '../../views/deployments/olderDeployments.ts';
import { cancellable } from '../cancellable.ts';
import type { CommandContext, CommandFunction } from '../commandContext.ts';
import { invoke } from '../invocation.ts';
import { tell } from '../told.ts';

/** Leaves out of the history what has not the words typed, or none of what is ticked; shows it while typing. */
export const filterDeployments: CommandFunction = async (context, argument) => {
  const { deployments } = context.views.arrangements;
  if (typeof argument === 'object' && argument !== null && isFilterPart(argument))
    await deployments.change(parseFilter(argument, deployments.current));
  else await deployments.ask((before) => askDeploymentFilter(context, before));
};

/** Shows the whole history again. */
export const clearDeploymentFilter: CommandFunction = ({ views }) =>
  views.arrangements.deployments.change(noFilter);

const perLoad = 200;

/** Adds older deployments to the history. */
export const loadOlderDeployments: CommandFunction = async (context, argument) => {
  const { session } = await invoke(context, argument, l10n.t('Load Older Deployments'));
  const before = oldestLoaded(session.store);
  if (before === undefined) {
    tell(l10n.t('The history is complete.'));
    return;
  }
  const rows = await cancellable(l10n.t('Loading older deployments…'), (signal) =>
    session.call('deployments', { query: { before, limit: perLoad }, signal }),
  );
  const oldest = Number(rows.at(-1)?.id ?? before);
  rememberLoaded(session.store, { oldest, complete: rows.length < perLoad });
  session.store.addMissing('deployments', new Map(rows.map((row) => [row.id, row])));
  context.views.deployments.rearrange();
};

type FilterKind = 'environments' | 'teams' | 'states';

interface FilterItem extends QuickPickItem {
  readonly kindOf?: FilterKind;
  readonly value?: string;
}

const askDeploymentFilter = ({ views, repositories }: CommandContext, before: DeploymentFilter) =>
  askFilter({
    pick: window.createQuickPick<FilterItem>(),
    title: l10n.t('Filter Deployments'),
    placeholder: l10n.t('Words of revision, commit, who asked or problem; what is ticked is shown'),
    items: itemsOf(repositories.sessions),
    text: before.text,
    isTicked: ({ kindOf, value = '' }) =>
      kindOf !== undefined && (before[kindOf] as readonly string[]).includes(value),
    filterOf,
    preview: (filter) => views.arrangements.deployments.preview(filter),
  });

function itemsOf(sessions: CommandContext['repositories']['sessions']): FilterItem[] {
  const slots = sessions.flatMap(({ store }) => [...store.rows('slots').values()]);
  const rows = sessions.flatMap(({ store }) => [...store.rows('deployments').values()]);
  const names = (of: 'environment' | 'team') =>
    [...new Set([...slots, ...rows].map((row) => row[of]))].sort();
  const item = (kindOf: FilterKind, value: string, label = value): FilterItem => ({
    label: plainLabel(label),
    description: kindLabel(kindOf),
    alwaysShow: true,
    kindOf,
    value,
  });
  const title = (kind: FilterKind): FilterItem => ({
    label: kindLabel(kind),
    kind: QuickPickItemKind.Separator,
  });
  return [
    title('states'),
    ...deploymentStates.map((state) => item('states', state, stateLabel(state))),
    title('environments'),
    ...names('environment').map((name) => item('environments', name)),
    title('teams'),
    ...names('team').map((name) => item('teams', name)),
  ];
}

function filterOf(text: string, chosen: readonly FilterItem[]): DeploymentFilter {
  const of = (kind: FilterKind) =>
    chosen.flatMap(({ kindOf, value }) => (kindOf === kind && value !== undefined ? [value] : []));
  return parseFilter({
    text,
    environments: of('environments'),
    teams: of('teams'),
    states: of('states'),
  });
}

function kindLabel(kind: FilterKind): string {
  const labels = { environments: l10n.t('environment'), teams: l10n.t('team'), states: l10n.t('state') };
  return labels[kind];
}

function isFilterPart(argument: object): boolean {
  return Object.keys(noFilter).some((name) => name in argument);
}
