import { l10n } from 'vscode';
import type { ResourceName } from '../../server/protocol/events.ts';
import type { RowTypes } from '../../server/protocol/rows.ts';
import { type Choice, pickOne } from '../input/questions.ts';
import type { CommandContext } from './commandContext.ts';
import { CommandRefused, NothingToDo } from './commandRefused.ts';
import { givenText, type Invocation, idFrom, invoke } from './invocation.ts';

export interface RowQuestion<Name extends ResourceName> {
  readonly resource: Name;
  /** Name under which the id may be given beforehand. */
  readonly name: string;
  readonly title: string;
  /** What will happen to the row that is selected. */
  readonly placeholder: string;
  /** Which rows can be chosen. */
  fits?(row: RowTypes[Name], invocation: Invocation): boolean;
  choice(row: RowTypes[Name]): Omit<Choice<unknown>, 'value'>;
  /** Said where there is none of them. */
  readonly none: string;
}

export interface ChosenRow<Name extends ResourceName> extends Invocation {
  readonly row: RowTypes[Name];
}

/** The row a command is about: that it was started from, that given beforehand, or one that is asked for. */
export async function chooseRow<Name extends ResourceName>(
  context: CommandContext,
  argument: unknown,
  question: RowQuestion<Name>,
): Promise<ChosenRow<Name>> {
  const invocation = await invoke(context, argument, question.title);
  const { resource, name } = question;
  const id = idFrom(invocation, resource) ?? givenText(invocation, name);
  if (id === undefined) return { ...invocation, row: await askRow(invocation, question) };
  const row = invocation.session.store.get(resource, id);
  if (row === undefined) throw new CommandRefused(l10n.t('There is no {0} "{1}".', name, id));
  return { ...invocation, row };
}

function askRow<Name extends ResourceName>(
  invocation: Invocation,
  { resource, title, placeholder, fits, choice, none }: RowQuestion<Name>,
): Promise<RowTypes[Name]> {
  const rows: readonly RowTypes[Name][] = [...invocation.session.store.rows(resource).values()];
  const choices = rows
    .filter((row) => fits?.(row, invocation) ?? true)
    .map((row) => ({ ...choice(row), value: row }));
  if (choices.length === 0) throw new NothingToDo(none);
  return pickOne({ placeholder, choices }, { title, step: 1, total: 1 });
}
