import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { ApiAddress } from '../../../protocol/apiClient.ts';
import type { Task } from '../../../protocol/tasks.ts';
import { type Command, CommandError } from '../../command.ts';
import { callService } from '../../serviceConnection.ts';
import { evidenceForms, evidenceOf } from './evidenceArgument.ts';
import { taskCommand } from './taskCommand.ts';

const askAgainMilliseconds = 100;
const longestMilliseconds = 60_000;

export const command: Command = taskCommand({
  verb: 'submit',
  summary: 'Hand a task in with evidence, and wait for what the service sees',
  asks: '--evidence <evidence>',
  details: `${evidenceForms}\nExit code 1: the evidence does not hold.`,
  options: {
    evidence: {
      type: 'string',
      multiple: true,
      placeholder: 'evidence',
      description: 'What shows the work to be done; may be given several times',
    },
    report: {
      type: 'string',
      placeholder: 'file',
      description: 'A test report in JUnit XML that is not committed: its text is handed in',
    },
  },
  async prepare(args, { cwd }) {
    const evidence = evidenceOf(args, 'contracts submit', 'evidence');
    const { report } = args.values;
    const posted =
      typeof report === 'string' ? [{ kind: 'tests' as const, report: await textOf(report, cwd) }] : [];
    const body = { evidence: [...evidence, ...posted] };
    return async (service, params) => {
      const submitted = await callService(service, 'submitTask', { params, body });
      return untilLooked(service, submitted);
    };
  },
  isDone: ({ stage }) => stage !== 'unproven',
});

async function textOf(file: string, cwd: string): Promise<string> {
  try {
    return await readFile(path.resolve(cwd, file), 'utf8');
  } catch (error) {
    const why = error instanceof Error && 'code' in error ? String(error.code) : 'it cannot be read';
    throw new CommandError(`contracts submit: there is no report to read at ${file} (${why}).`);
  }
}

/** The task once nothing of its evidence is pending; as it is after a minute. */
async function untilLooked(service: ApiAddress, submitted: Task): Promise<Task> {
  const end = Date.now() + longestMilliseconds;
  let task = submitted;
  while (task.stage === 'verifying' && Date.now() < end) {
    await delay(askAgainMilliseconds);
    const tasks = await callService(service, 'listTasks');
    task = tasks.find(({ id }) => id === submitted.id) ?? task;
  }
  return task;
}
