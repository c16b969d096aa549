import { l10n } from 'vscode';
import type { Task } from '../../../server/protocol/tasks.ts';
import { pointsText, verdictLabel } from '../../views/contracts/taskWords.ts';
import { cancellable, uninterrupted } from '../cancellable.ts';
import type { CommandFunction } from '../commandContext.ts';
import { tell } from '../told.ts';
import { chooseTask, paramsOf } from './chooseTask.ts';

/** Looks at the evidence of a task once more and tells what was seen. */
export const verifyTask: CommandFunction = async (context, argument) => {
  const { session, row } = await chooseTask(context, argument, {
    title: l10n.t('Verify Task'),
    placeholder: l10n.t('Select the task whose evidence is looked at now'),
    stages: ['verifying', 'unproven', 'verified'],
    none: l10n.t('No task was handed in.'),
  });
  const seen = await cancellable(l10n.t('Looking at the evidence of "{0}"…', row.title), (signal) =>
    session.call('verifyTask', { params: paramsOf(row), body: {}, signal }),
  );
  await context.views.reveal(session, 'tasks', row.id);
  tell(verdictText(seen));
};

/** Credits the points of a verified task; its evidence is looked at once more before. */
export const creditTask: CommandFunction = async (context, argument) => {
  const { session, row } = await chooseTask(context, argument, {
    title: l10n.t('Credit Task'),
    placeholder: l10n.t('Select the verified task whose points its worker gets'),
    stages: ['verified'],
    none: l10n.t('No task is verified.'),
  });
  const title = l10n.t('Crediting "{0}"…', row.title);
  const call = session.call('creditTask', { params: paramsOf(row), body: {} });
  const task = await uninterrupted(title, call);
  await context.views.reveal(session, 'tasks', row.id);
  const [points, worker] = [pointsText(task.points), task.assignee ?? ''];
  tell(task.credited ? l10n.t('{0} for {1}: {2}', points, worker, task.title) : verdictText(task));
};

/** `2 of 3 proofs hold. src/core.py has at most 300 lines: does not hold, it has 412.` */
function verdictText({ title, evidence }: Task): string {
  const holding = evidence.filter(({ verdict }) => verdict === 'holds').length;
  const others = evidence
    .filter(({ verdict }) => verdict !== 'holds')
    .map(({ spec, verdict, text }) => `${spec}: ${text || verdictLabel(verdict)}`);
  if (evidence.length === 0) return l10n.t('"{0}" was handed in without evidence: accept it, or not.', title);
  return [l10n.t('"{0}": {1} of {2} proofs hold.', title, holding, evidence.length), ...others].join(' ');
}
