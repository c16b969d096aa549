import type { Task } from '../../../protocol/tasks.ts';
import { plain } from '../../table.ts';

/** A task for people: where it stands, then each piece of evidence with what was seen. */
export function taskText(task: Task): string {
  const { id, title, points, state, stage, assignee, note, phantom, evidence } = task;
  const who = assignee === null ? 'nobody has it' : assignee;
  const lines = [
    `${id}  ${points} points  ${state}${stage === state ? '' : ` (${stage})`}  ${who}  ${title}`,
    ...(note === null ? [] : [`  ${note}`]),
    ...(phantom === null ? [] : [`  ${phantom}`]),
    ...evidence.map(({ verdict, spec, text }) => `  ${verdict.padEnd(7)}  ${text === '' ? spec : text}`),
  ];
  return `${lines.map(plain).join('\n')}\n`;
}
