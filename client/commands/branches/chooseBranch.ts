import { l10n } from 'vscode';
import type { Branch } from '../../../server/protocol/branches.ts';
import { pickOne } from '../../input/questions.ts';
import type { CommandContext } from '../commandContext.ts';
import { CommandRefused, NothingToDo } from '../commandRefused.ts';
import { givenText, type Invocation, idFrom, invoke } from '../invocation.ts';

export interface BranchQuestion {
  readonly title: string;
  readonly placeholder: string;
  /** Which branches can be chosen. */
  fits(branch: Branch, invocation: Invocation): boolean;
  /** Said where there is none of them. */
  readonly none: string;
}

export interface ChosenBranch extends Invocation {
  readonly branch: Branch;
}

/** The branch a command is about: that of the row it was started from, that given beforehand, or one that is asked for. */
export async function chooseBranch(
  context: CommandContext,
  argument: unknown,
  question: BranchQuestion,
): Promise<ChosenBranch> {
  const invocation = await invoke(context, argument, question.title);
  const name =
    idFrom(invocation, 'branches') ??
    queuedBranch(invocation) ??
    givenText(invocation, 'branch') ??
    (await askBranch(invocation, question));
  const branch = invocation.session.store.get('branches', name);
  if (!branch) throw new CommandRefused(l10n.t('There is no branch "{0}".', name));
  return { ...invocation, branch };
}

/** The branch of an entry of a merge queue. */
function queuedBranch({ target, session }: Invocation): string | undefined {
  if (target?.resource !== 'queue' || target.part === undefined) return undefined;
  const queue = session.store.get('queue', target.id);
  return [...(queue?.entries ?? []), ...(queue?.finished ?? [])].find(({ id }) => id === target.part)?.branch;
}

function askBranch(
  invocation: Invocation,
  { title, placeholder, fits, none }: BranchQuestion,
): Promise<string> {
  const choices = [...invocation.session.store.rows('branches').values()]
    .filter((branch) => fits(branch, invocation))
    .map((branch) => ({
      label: branch.name,
      description: `${branch.author} · ${branch.subject}`,
      value: branch.name,
    }));
  if (choices.length === 0) throw new NothingToDo(none);
  return pickOne({ placeholder, choices }, { title, step: 1, total: 1 });
}

/** Any branch that is not the base. */
export function isNotBase({ base }: Branch): boolean {
  return !base;
}
