import { l10n } from 'vscode';
import type { ImportedContract } from '../../../server/protocol/reconciliation.ts';
import { pickMany } from '../../input/questions.ts';
import { cancellable } from '../cancellable.ts';
import type { CommandFunction } from '../commandContext.ts';
import { CommandRefused, NothingToDo } from '../commandRefused.ts';
import { invoke } from '../invocation.ts';
import { tell } from '../told.ts';

/** Takes contracts and tasks that files declare into the ledger, after showing what each of them would bring. */
export const importContracts: CommandFunction = async (context, argument) => {
  const title = l10n.t('Import Contracts from Files');
  const { session, given } = await invoke(context, argument, title);
  const { contracts } = await cancellable(l10n.t('Reading contracts…'), (signal) =>
    session.call('importContracts', { body: { dryRun: true }, signal }),
  );
  const news = contracts.filter(({ action }) => action === 'open' || action === 'extend');
  if (news.length === 0) throw nothingToImport(contracts);
  const choices = contracts.map((one) => ({ ...choiceOf(one), value: one }));
  const placeholder = l10n.t('What is ticked enters the ledger; nothing is credited by that');
  const chosen =
    given['all'] === true ? news : await pickMany({ placeholder, choices }, { title, step: 1, total: 1 });
  if (chosen.length === 0) return tell(l10n.t('Nothing was ticked: the ledger is as it was.'));
  const body = { contracts: chosen.map(({ contract }) => contract), dryRun: false };
  const done = await session.call('importContracts', { body });
  const tasks = done.contracts.reduce((sum, one) => sum + one.tasks.length, 0);
  tell(l10n.t('{0} contracts with {1} tasks are in the ledger now.', done.contracts.length, tasks));
};

function choiceOf({ contract, title, total, source, action, tasks, problems }: ImportedContract) {
  const brings = action === 'open' || action === 'extend';
  const what = {
    open: l10n.t('{0} points, {1} tasks', total, tasks.length),
    extend: l10n.t('{0} more tasks', tasks.length),
    present: l10n.t('in the ledger already'),
    refused: l10n.t('cannot be imported'),
  };
  return {
    label: contract,
    description: [what[action], source].join(' · '),
    detail: [title, ...problems].join(' · '),
    picked: brings,
    fixed: !brings,
  };
}

function nothingToImport(contracts: readonly ImportedContract[]): CommandRefused {
  const [refused] = contracts.filter(({ action }) => action === 'refused');
  const why = refused?.problems[0];
  if (refused && why)
    return new CommandRefused(l10n.t('Nothing can be imported: {0}: {1}', refused.contract, why));
  return contracts.length === 0
    ? new NothingToDo(
        l10n.t(
          'No file of the repository declares a contract. "contracts.files" of swarm.json says where to look.',
        ),
      )
    : new NothingToDo(l10n.t('Everything that files declare is in the ledger already.'));
}
