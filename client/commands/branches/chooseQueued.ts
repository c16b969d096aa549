import { l10n } from 'vscode';
import { pickOne } from '../../input/questions.ts';
import type { CommandContext } from '../commandContext.ts';
import { NothingToDo } from '../commandRefused.ts';
import { givenText, type Invocation, idFrom, invoke } from '../invocation.ts';

/** The branch of the queue that a command is about, from the row, given beforehand, or asked for. */
export async function chooseQueued(
  context: CommandContext,
  argument: unknown,
  { title, placeholder }: { readonly title: string; readonly placeholder: string },
): Promise<Invocation & { readonly branch: string }> {
  const invocation = await invoke(context, argument, title);
  const { target, session } = invocation;
  const queues = [...session.store.rows('queue').values()];
  const entry = queues
    .find((queue) => target?.resource === 'queue' && queue.target === target.id)
    ?.entries.find(({ id }) => id === target?.part);
  const named = entry?.branch ?? idFrom(invocation, 'branches') ?? givenText(invocation, 'branch');
  if (named !== undefined) return { ...invocation, branch: named };
  const choices = queues.flatMap((queue) =>
    queue.entries.map(({ branch, position, state }) => ({
      label: branch,
      description: `#${position ?? ''} · ${state} · ${queue.target}`,
      value: branch,
    })),
  );
  if (choices.length === 0) throw new NothingToDo(l10n.t('The merge queue is empty.'));
  return { ...invocation, branch: await pickOne({ placeholder, choices }, { title, step: 1, total: 1 }) };
}
