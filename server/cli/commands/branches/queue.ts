import type { ApiAddress } from '../../../protocol/apiClient.ts';
import { type Command, type CommandArguments, CommandError } from '../../command.ts';
import { replyText } from '../../reply.ts';
import { callService, findService } from '../../serviceConnection.ts';
import { checksText, queuesText } from './queueText.ts';

type Values = CommandArguments['values'];

/** What is printed: rows of the API, and the same for people. */
interface Answer {
  readonly rows: unknown;
  readonly text: string;
}

const actions = ['pause', 'resume', 'cancel', 'checks', 'allow'] as const;

export const command: Command = {
  name: 'branches queue',
  summary: 'Show the merge queues; pause, resume or cancel, and allow their checks',
  usage: 'branches queue [options]',
  options: {
    target: {
      type: 'string',
      placeholder: 'branch',
      description: 'The queue that is meant (default: of the base)',
    },
    pause: {
      type: 'string',
      optional: true,
      placeholder: 'reason',
      description: 'Let nothing land until it is resumed',
    },
    resume: { type: 'boolean', description: 'Let the queue go on' },
    cancel: { type: 'string', placeholder: 'branch', description: 'Take a branch out of the queue' },
    checks: { type: 'boolean', description: 'List the checks and whether somebody has allowed them' },
    allow: { type: 'string', placeholder: 'hash', description: 'Allow the check with this hash to run' },
    json: { type: 'boolean', description: 'Print the rows of the API as JSON' },
  },
  async run({ positionals, values }, { cwd, stdout }) {
    if (positionals.length > 0) throw new CommandError('branches queue: takes no arguments.');
    const asked = actions.filter((name) => values[name] !== undefined);
    if (asked.length > 1)
      throw new CommandError(
        `branches queue: one of ${asked.map((name) => `--${name}`).join(', ')} at a time.`,
      );
    const { rows, text } = await perform(await findService(cwd), values);
    stdout.write(replyText(values, rows, text));
    return 0;
  },
};

async function perform(service: ApiAddress, values: Values): Promise<Answer> {
  if (values['checks'] === true || typeof values['allow'] === 'string') {
    const rows = await checks(service, values['allow']);
    return { rows, text: checksText(rows) };
  }
  const changed = await change(service, values);
  const all = changed ? [changed] : await callService(service, 'listQueue');
  const rows = all.filter(({ target }) => (values['target'] ?? target) === target);
  return { rows, text: queuesText(rows) };
}

/** The queue after a change; undefined where none is asked for. */
async function change(service: ApiAddress, { target, pause, resume, cancel }: Values) {
  const which = typeof target === 'string' ? { target } : {};
  if (typeof cancel === 'string')
    return callService(service, 'cancelQueued', { body: { branch: cancel, ...which } });
  if (resume === true) return callService(service, 'resumeQueue', { body: which });
  if (typeof pause !== 'string') return undefined;
  const why = pause === '' ? {} : { reason: pause };
  return callService(service, 'pauseQueue', { body: { ...which, ...why } });
}

async function checks(service: ApiAddress, allow: Values[string]) {
  const present = await callService(service, 'queueChecks');
  if (typeof allow !== 'string') return present;
  const found = present.filter(({ hash }) => allow.length >= 8 && hash.startsWith(allow));
  const [check, another] = found;
  if (!check || another)
    throw new CommandError(
      `branches queue: no check of swarm.json has the hash ${JSON.stringify(allow)} (at least 8 digits); see swarm branches queue --checks.`,
    );
  return callService(service, 'approveCheck', { body: { hash: check.hash } });
}
