import { l10n } from 'vscode';
import type { Contract } from '../../../server/protocol/contracts.ts';
import { addTaskSchema } from '../../../server/protocol/tasks.ts';
import { askText } from '../../input/questions.ts';
import type { Step } from '../../input/steps.ts';
import { complaint, wholeNumber } from '../../input/validation.ts';
import type { CommandFunction } from '../commandContext.ts';
import { givenText } from '../invocation.ts';
import { chooseContract } from './chooseContract.ts';

interface Answers {
  readonly contract: Contract;
  /** Ids that are taken. */
  readonly taken: ReadonlySet<string>;
  task?: string | undefined;
  title?: string | undefined;
  points?: string | undefined;
  files?: string | undefined;
}

const { task: idSchema, title: titleSchema, points: pointsSchema, files: filesSchema } = addTaskSchema.shape;

/** Adds a task to a contract; it goes to the pool. */
export const addTask: CommandFunction = async (context, argument) => {
  const title = l10n.t('Add Task');
  const chosen = await chooseContract(context, argument, {
    title,
    placeholder: l10n.t('Select the contract that gets a task'),
    fits: ({ closed }) => closed === null,
    none: l10n.t('There is no open contract. Create one first.'),
  });
  const { session, row: contract } = chosen;
  const tasks = [...session.store.rows('tasks').values()].filter((task) => task.contract === contract.id);
  const answers: Answers = {
    contract,
    taken: new Set(tasks.map(({ task }) => task)),
    task: givenText(chosen, 'id'),
    title: givenText(chosen, 'taskTitle'),
    points: givenText(chosen, 'points'),
    files: givenText(chosen, 'files'),
  };
  const key = `task of ${contract.id}`;
  const given = answers.task !== undefined && answers.title !== undefined && answers.points !== undefined;
  const steps = given ? [] : [askTitle, askId, askPoints, askFiles];
  await context.drafts.run({ key, title, answers }, steps);
  const params = { contract: contract.id };
  const made = await session.call('addTask', { params, body: bodyOf(answers) });
  context.drafts.forget(key);
  await context.views.reveal(session, 'tasks', made.id);
};

function bodyOf({ task = '', title = '', points = '', files = '' }: Answers) {
  return { task, title, points: wholeNumber(points), files: filesIn(files) };
}

const askTitle: Step<Answers> = async (answers, place) => {
  answers.title = await askText(
    {
      prompt: l10n.t('What is to be done for {0}?', answers.contract.id),
      value: answers.title ?? '',
      keep: (text) => {
        answers.title = text;
      },
      validate: (text) => complaint(titleSchema, text),
    },
    place,
  );
};

const askId: Step<Answers> = async (answers, place) => {
  const taken = (text: string) =>
    answers.taken.has(text) ? l10n.t('{0} has this task already.', answers.contract.id) : undefined;
  const prompt = l10n.t('Id of the task within {0}', answers.contract.id);
  const validate = (text: string) => complaint(idSchema, text) ?? taken(text);
  answers.task = await askText({ prompt, validate, value: answers.task ?? freeId(answers.taken) }, place);
};

const askPoints: Step<Answers> = async (answers, place) => {
  const { remaining } = answers.contract;
  const prompt = l10n.t('Points for it; {0} has {1} left', answers.contract.id, remaining);
  const validate = (text: string) => complaint(pointsSchema, wholeNumber(text));
  answers.points = await askText({ prompt, validate, value: answers.points ?? '' }, place);
};

const askFiles: Step<Answers> = async (answers, place) => {
  const prompt = l10n.t('Files it is about, with commas between (optional). Enter adds the task to the pool');
  const validate = (text: string) => complaint(filesSchema, filesIn(text));
  answers.files = await askText({ prompt, validate, value: answers.files ?? '' }, place);
};

function filesIn(text: string): string[] {
  return text
    .split(',')
    .map((file) => file.trim())
    .filter(Boolean);
}

/** `T-1`, or the first number after it that is free. */
function freeId(taken: ReadonlySet<string>): string {
  let number = taken.size + 1;
  while (taken.has(`T-${number}`)) number += 1;
  return `T-${number}`;
}
