import { setTimeout as delay } from 'node:timers/promises';
import { type ApiAddress, ApiError } from '../../../protocol/apiClient.ts';
import type { QueueEntry } from '../../../protocol/queue.ts';
import type { RouteBody } from '../../../protocol/routes/routes.ts';
import { type Command, CommandError } from '../../command.ts';
import { priorityOf, priorityOption } from '../../priorityOption.ts';
import { replyText } from '../../reply.ts';
import { callService, findService } from '../../serviceConnection.ts';
import { plain } from '../../table.ts';
import { reportText } from './queueText.ts';

const askAgainMilliseconds = 300;

export const command: Command = {
  name: 'branches enqueue',
  summary: 'Put a branch into the merge queue of its target',
  usage: 'branches enqueue <branch> [options]',
  details:
    'The merge result is tested by the checks of swarm.json and lands only as it was tested.\nWhat is queued already with the same commit is not enqueued again: --wait waits for it. A newer commit is refused until the old one is cancelled.\nExit code with --wait: 0 landed, 1 put out.',
  options: {
    target: { type: 'string', placeholder: 'branch', description: 'Where it lands (default: the base)' },
    priority: priorityOption,
    reviewed: {
      type: 'boolean',
      description: 'Say that the team has looked at the files that both sides changed',
    },
    wait: { type: 'boolean', description: 'Wait until it has landed or was put out' },
    json: { type: 'boolean', description: 'Print the entry of the API as JSON' },
  },
  async run({ positionals, values }, { cwd, stdout, stderr }) {
    const [branch, ...others] = positionals;
    if (branch === undefined || others.length > 0)
      throw new CommandError('branches enqueue: name one branch.');
    const target = typeof values['target'] === 'string' ? { target: values['target'] } : {};
    const priority = priorityOf(values, 'branches enqueue');
    const service = await findService(cwd);
    const body = { branch, priority, reviewed: values['reviewed'] === true, ...target };
    const tell = (line: string) => stderr.write(`${plain(line)}\n`);
    const entry =
      values['wait'] === true
        ? await finishedEntry(service, await enqueueOrJoin(service, body, tell), tell)
        : await callService(service, 'enqueue', { body });
    stdout.write(replyText(values, entry, entryText(entry)));
    return entry.state === 'put-out' ? 1 : 0;
  },
};

/** What is to be waited for: the new entry, or the one that is in the queue already and does what is asked for. */
async function enqueueOrJoin(
  service: ApiAddress,
  body: RouteBody<'enqueue'>,
  tell: (line: string) => void,
): Promise<Awaited> {
  try {
    return await callService(service, 'enqueue', { body });
  } catch (error) {
    const { asAsked, id } = error instanceof ApiError ? (error.problem.data ?? {}) : {};
    if (!(error instanceof ApiError) || asAsked !== true || typeof id !== 'string') throw error;
    tell(error.message);
    return { id, branch: body.branch };
  }
}

type Awaited = Pick<QueueEntry, 'id' | 'branch'>;

/** @param tell is called with what keeps the queue from going on, once for each reason */
async function finishedEntry(
  service: ApiAddress,
  { id, branch }: Awaited,
  tell: (line: string) => void,
): Promise<QueueEntry> {
  for (let told: string | null = null; ; ) {
    const queues = await callService(service, 'listQueue');
    const all = queues.flatMap(({ entries, finished }) => [...entries, ...finished]);
    const entry = all.find((one) => one.id === id && one.branch === branch);
    if (!entry)
      throw new CommandError(`${branch} left the queue long ago; swarm branches queue shows the last ones.`);
    if (entry.position === null) return entry;
    const waiting = queues.find(({ entries }) => entries.includes(entry))?.waiting ?? null;
    if (waiting !== null && waiting !== told) tell(`waits: ${waiting}`);
    told = waiting;
    await delay(askAgainMilliseconds);
  }
}

function entryText({ branch, state, position, landed, report }: QueueEntry): string {
  if (landed) return `${plain(branch)} landed as ${landed.commit.slice(0, 10)}.\n`;
  if (report) return reportText(report);
  return `${plain(branch)} is ${state}, at position ${position}.\n`;
}
