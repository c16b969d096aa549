import type { Task } from '../../protocol/tasks.ts';

/** The sentence about a task that waits for a person; undefined where it does not. */
export function taskNeeds(task: Task): string | undefined {
  const { id, title, stage, assignee, note } = task;
  const who = assignee ?? 'Somebody';
  const what = `${id} (${title})`;
  const said = note === null ? '.' : `: ${note}`;
  switch (stage) {
    case 'asking':
      return `${who} asks about ${what}${said}`;
    case 'unproven':
      return `${who} has handed ${what} in, and its evidence does not suffice: ${weakest(task)}`;
    case 'disputed':
      return `${what} of ${who} is disputed${said}`;
    default:
      return undefined;
  }
}

/** What was seen of the first evidence that does not hold. */
function weakest({ evidence }: Task): string {
  const failed = evidence.find(({ verdict }) => verdict === 'fails');
  return (failed ?? evidence.find(({ verdict }) => verdict === 'unknown'))?.text ?? 'nothing was seen.';
}
