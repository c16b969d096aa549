import { l10n } from 'vscode';
import type { Contract } from '../../../server/protocol/contracts.ts';
import { type ChosenRow, chooseRow } from '../chooseRow.ts';
import type { CommandContext } from '../commandContext.ts';

export interface ContractQuestion {
  readonly title: string;
  readonly placeholder: string;
  fits?(contract: Contract): boolean;
  readonly none?: string;
}

/** The contract a command is about: that of the row, that given beforehand, or one that is asked for. */
export function chooseContract(
  context: CommandContext,
  argument: unknown,
  question: ContractQuestion,
): Promise<ChosenRow<'contracts'>> {
  return chooseRow(context, argument, {
    none: l10n.t('There is no contract yet. Create one first.'),
    ...question,
    resource: 'contracts',
    name: 'contract',
    choice: ({ id, title, remaining, total }) => ({
      label: id,
      description: l10n.t('{0} of {1} points left', remaining, total),
      detail: title,
    }),
  });
}
