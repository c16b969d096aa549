import { l10n } from 'vscode';
import * as z from 'zod';
import { evidenceSpec } from '../../../server/protocol/evidence.ts';
import type { CommandFunction } from '../commandContext.ts';
import { CommandRefused } from '../commandRefused.ts';
import { chooseTask, paramsOf } from './chooseTask.ts';
import { askEvidence, type EvidenceAnswers } from './evidenceQuestions.ts';

/** Hands a task in with evidence, which the service looks at. */
export const submitTask: CommandFunction = async (context, argument) => {
  const title = l10n.t('Submit Task');
  const chosen = await chooseTask(context, argument, {
    title,
    placeholder: l10n.t('Select the task that is done'),
    stages: ['claimed', 'unproven', 'asking'],
    none: l10n.t('Nobody works on a task. "Claim Task…" takes one out of the pool.'),
  });
  const { session, row: task, given } = chosen;
  const key = `submit ${task.id}`;
  const answers: EvidenceAnswers = { task, store: session.store };
  if (given['evidence'] === undefined) await context.drafts.run({ key, title, answers }, [askEvidence]);
  else answers.evidence = parseEvidence(given['evidence']);
  const body = { evidence: [...(answers.evidence ?? [])], attempt: task.attempt };
  await session.call('submitTask', { params: paramsOf(task), body });
  context.drafts.forget(key);
  await context.views.reveal(session, 'tasks', task.id);
};

function parseEvidence(given: unknown) {
  const parsed = z.array(evidenceSpec).safeParse(given);
  if (parsed.success) return parsed.data;
  throw new CommandRefused(l10n.t('This is no evidence: {0}', z.prettifyError(parsed.error)));
}
