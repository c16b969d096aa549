import { l10n } from 'vscode';
import type { Contract } from '../../../server/protocol/contracts.ts';
import { askReason } from '../askReason.ts';
import type { CommandContext, CommandFunction } from '../commandContext.ts';
import { givenText } from '../invocation.ts';
import { type ContractQuestion, chooseContract } from './chooseContract.ts';

interface Judgement extends ContractQuestion {
  readonly route: 'closeContract' | 'reopenContract';
  prompt(contract: Contract): string;
}

/** Closes a contract: nothing more is claimed or credited. */
export const closeContract: CommandFunction = (context, argument) =>
  judge(context, argument, {
    route: 'closeContract',
    title: l10n.t('Close Contract'),
    placeholder: l10n.t('Select the contract of which nothing more is claimed or credited'),
    fits: ({ closed }) => closed === null,
    none: l10n.t('No contract is open.'),
    prompt: ({ id, remaining }) =>
      l10n.t('{0} closes; its {1} free points are not paid. Why?', id, remaining),
  });

/** Opens a closed contract again. */
export const reopenContract: CommandFunction = (context, argument) =>
  judge(context, argument, {
    route: 'reopenContract',
    title: l10n.t('Reopen Contract'),
    placeholder: l10n.t('Select the contract that opens again'),
    fits: ({ closed }) => closed !== null,
    none: l10n.t('No contract is closed.'),
    prompt: ({ id, remaining }) => l10n.t('{0} opens again with {1} free points. Why?', id, remaining),
  });

async function judge(context: CommandContext, argument: unknown, judgement: Judgement): Promise<void> {
  const { route, title, prompt } = judgement;
  const chosen = await chooseContract(context, argument, judgement);
  const { session, row: contract } = chosen;
  const question = { title, prompt: prompt(contract), key: `${route} ${contract.id}` };
  const reason = givenText(chosen, 'reason') ?? (await askReason(context, question));
  await session.call(route, { params: { contract: contract.id }, body: { reason } });
  await context.views.reveal(session, 'contracts', contract.id);
}
