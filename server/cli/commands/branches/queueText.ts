import type { PutOutReport, Queue, QueueCheckApproval, QueueEntry } from '../../../protocol/queue.ts';
import { plainLines } from '../../table.ts';

/** The queues for people. */
export function queuesText(queues: readonly Queue[]): string {
  if (queues.length === 0) return 'Nothing was ever enqueued.\n';
  return queues.map(queueText).join('\n');
}

function queueText({ target, paused, waiting, entries, finished }: Queue): string {
  const why = paused?.reason ? `: ${paused.reason}` : '';
  const lines = [
    `${target}: ${entries.length === 0 ? 'nothing is queued' : `${entries.length} in the queue`}`,
    ...(paused ? [`  paused by ${paused.actor}${why}`] : []),
    ...(waiting === null ? [] : [`  waits: ${waiting}`]),
    ...entries.map(entryLine),
    ...(finished.length === 0 ? [] : ['  lately:', ...finished.map(finishedLine)]),
  ];
  return plainLines(`${lines.join('\n')}\n`);
}

function entryLine({ position, branch, state, priority, actor }: QueueEntry): string {
  const rank = priority === 'normal' ? '' : `, ${priority}`;
  return `  ${position}. ${branch}  ${state}${rank}, enqueued by ${actor}`;
}

function finishedLine({ branch, landed, report }: QueueEntry): string {
  const flaky = landed && landed.flaky.length > 0 ? `; flaky: ${landed.flaky.join(', ')}` : '';
  return landed
    ? `    ${branch} landed as ${landed.commit.slice(0, 10)}${flaky}`
    : `    ${branch} was put out: ${report?.message}`;
}

/** What a branch that was put out needs. */
export function reportText({ message, details, hunks, check, order }: PutOutReport): string {
  const parts = [
    message,
    ...details.map((line) => `  ${line}`),
    ...hunks.map(({ file, text }) => `\n${file}\n${text}`),
    ...(check ? [`\nThe end of its output, which is in ${check.log}:\n${check.output.trimEnd()}`] : []),
    ...(order.length > 0 ? [`\nSuggested order: ${order.join(', ')}`] : []),
  ];
  return plainLines(`${parts.join('\n')}\n`);
}

/** The checks with how to allow them. */
export function checksText(checks: readonly QueueCheckApproval[]): string {
  if (checks.length === 0)
    return 'swarm.json has no checks: what merges without a conflict lands. Add mergeQueue.checks.\n';
  const lines = checks.map(({ name, team, command, hash, approved }) => {
    const whose = team === null ? '' : ` of team ${team}`;
    return `${hash.slice(0, 12)}  ${approved ? 'allowed    ' : 'not allowed'}  ${name}${whose}: ${command.join(' ')}`;
  });
  return plainLines(`${lines.join('\n')}\n`);
}
