import { l10n } from 'vscode';
import type { Contract, Credit } from '../../../server/protocol/contracts.ts';
import { pickOne } from '../../input/questions.ts';
import { pointsText } from '../../views/contracts/taskWords.ts';
import { askReason } from '../askReason.ts';
import type { CommandFunction } from '../commandContext.ts';
import { CommandRefused } from '../commandRefused.ts';
import { givenText, type Invocation } from '../invocation.ts';
import { chooseContract } from './chooseContract.ts';

/** Takes a credit that was given without a task back by an entry of its own. */
export const reverseCredit: CommandFunction = async (context, argument) => {
  const title = l10n.t('Reverse Credit');
  const chosen = await chooseContract(context, argument, {
    title,
    placeholder: l10n.t('Select the contract that gets points back'),
    fits: (contract) => reversible(contract).length > 0,
    none: l10n.t('No contract has a credit that can be taken back on its own.'),
  });
  const { session, row: contract } = chosen;
  const credit = await creditOf(chosen, contract, title);
  const { agent, points, seq } = credit;
  const prompt = l10n.t('{0} loses {1}, which go back to {2}. Why?', agent, pointsText(points), contract.id);
  const question = { title, prompt, key: `reverse ${contract.id} ${seq}` };
  const reason = givenText(chosen, 'reason') ?? (await askReason(context, question));
  await session.call('reverseEntry', { params: { contract: contract.id, entry: seq }, body: { reason } });
  await context.views.reveal(session, 'contracts', contract.id);
};

async function creditOf({ target, given }: Invocation, contract: Contract, title: string): Promise<Credit> {
  const wanted = target?.part ?? given['entry'];
  const credits = reversible(contract);
  const named = credits.find(({ seq }) => String(seq) === String(wanted));
  if (named) return named;
  if (wanted !== undefined)
    throw new CommandRefused(l10n.t('Entry {0} cannot be taken back.', String(wanted)));
  const choices = credits.toReversed().map((credit) => ({
    label: credit.agent,
    description: `+${credit.points} · ${credit.reason}`,
    value: credit,
  }));
  const placeholder = l10n.t('Select the credit that is taken back');
  return pickOne({ placeholder, choices }, { title, step: 1, total: 1 });
}

function reversible({ credits }: Contract): Credit[] {
  return credits.filter(({ task, reversed }) => task === null && !reversed);
}
