import { l10n, QuickPickItemKind, ThemeIcon } from 'vscode';
import type { SyncBranches, SyncOutcome } from '../../../server/protocol/branchSync.ts';
import type { RepositorySession } from '../../infrastructure/repositorySession.ts';
import { type Choice, pickMany } from '../../input/questions.ts';
import { cancellable } from '../cancellable.ts';
import type { CommandFunction } from '../commandContext.ts';
import { CommandRefused } from '../commandRefused.ts';
import { givenText, idFrom, invoke } from '../invocation.ts';
import { tell } from '../told.ts';
import { chooseBranch, isNotBase } from './chooseBranch.ts';
import { reasonText } from './reasonText.ts';

/** Brings a branch, or all of a team, up to date with the base: first shows what would happen, then does what is chosen. */
export const syncBranches: CommandFunction = async (context, argument) => {
  const title = l10n.t('Sync with Base');
  const invocation = await invoke(context, argument, title);
  const team = idFrom(invocation, 'teams') ?? givenText(invocation, 'team');
  const { session } = invocation;
  const wanted = team === undefined ? { branches: [await oneBranch(context, argument, title)] } : { team };
  const tried = await run(session, { ...wanted, dryRun: true });
  const movable = tried.filter(({ to }) => to !== null);
  if (movable.length === 0) {
    refuseStuck(tried);
    tell(l10n.t('Everything is up to date with the base.'));
    return;
  }
  const chosen =
    invocation.given['confirmed'] === true ? movable.map(({ name }) => name) : await review(tried, title);
  if (chosen.length === 0) return;
  tellOutcome(await run(session, { branches: chosen }));
};

async function oneBranch(
  context: Parameters<CommandFunction>[0],
  argument: unknown,
  title: string,
): Promise<string> {
  const { branch } = await chooseBranch(context, argument, {
    title,
    placeholder: l10n.t('Select the branch to sync'),
    fits: isNotBase,
    none: l10n.t('There is no branch besides the base.'),
  });
  return branch.name;
}

function run(session: RepositorySession, body: SyncBranchesInput): Promise<SyncOutcome[]> {
  const title = body.dryRun ? l10n.t('Trying how branches sync…') : l10n.t('Syncing branches…');
  return cancellable(title, (signal) => session.call('syncBranches', { body, signal }));
}

type SyncBranchesInput = Omit<SyncBranches, 'dryRun'> & { readonly dryRun?: boolean } & (
    | { readonly team: string }
    | { readonly branches: string[] }
  );

/** What would happen to each; what stays as it is stands below and cannot be chosen. */
function review(tried: readonly SyncOutcome[], title: string): Promise<string[]> {
  const choices: Choice<string>[] = tried
    .filter(({ to }) => to !== null)
    .map(({ name, why }) => ({ label: name, detail: why, picked: true, value: name }));
  const staying = tried.filter(({ to }) => to === null);
  const count = staying.filter(({ state }) => state !== 'up-to-date').length;
  const separator = { label: l10n.t('stay as they are'), kind: QuickPickItemKind.Separator, value: '' };
  const rest = staying.map(({ name, why, files }) => ({
    label: name,
    iconPath: new ThemeIcon('circle-slash'),
    detail: reasonText(why, files),
    fixed: true,
    value: name,
  }));
  const placeholder =
    count === 0
      ? l10n.t('This would happen. Sync the selected?')
      : l10n.t('This would happen; {0} cannot be synced', count);
  const question = { placeholder, choices: rest.length > 0 ? [...choices, separator, ...rest] : choices };
  return pickMany(question, { title, step: 1, total: 1 });
}

function refuseStuck(outcomes: readonly SyncOutcome[]): void {
  const stuck = outcomes.filter(({ to, state }) => to === null && state !== 'up-to-date');
  if (stuck.length > 0) throw new CommandRefused(stuck.map(({ name, why }) => `${name}: ${why}`).join(' · '));
}

function tellOutcome(outcomes: readonly SyncOutcome[]): void {
  refuseStuck(outcomes);
  tell(
    outcomes.length === 1
      ? l10n.t('{0} is up to date with the base.', outcomes[0]?.name ?? '')
      : l10n.t('{0} branches are up to date with the base.', outcomes.length),
  );
}
