import { l10n } from 'vscode';
import * as z from 'zod';
import { type CreateBranch, createBranchSchema } from '../../server/protocol/branches.ts';
import { askText, pickOne } from '../input/questions.ts';
import { runSteps, type Step } from '../input/steps.ts';
import { complaint } from '../input/validation.ts';
import type { CommandFunction } from './commandContext.ts';
import { givenText, type Invocation, idFrom, invoke } from './invocation.ts';

interface Answers {
  readonly invocation: Invocation;
  /** Null for a branch by its full name. */
  team?: string | null | undefined;
  /** The topic, or the full name where there is no team. */
  name?: string | undefined;
  from?: string | undefined;
}

const topic = createBranchSchema.options[0].shape.topic;
const fullName = z.string().trim().min(1, 'name the branch').max(250, 'at most 250 characters');

/** Creates a branch from a team's template or by name; no work tree is touched. */
export const createBranch: CommandFunction = async (context, argument) => {
  const title = l10n.t('Create Branch');
  const invocation = await invoke(context, argument, title);
  const { session } = invocation;
  const answers: Answers = {
    invocation,
    team:
      idFrom(invocation, 'teams') ??
      givenText(invocation, 'team') ??
      ('name' in invocation.given ? null : undefined),
    name: givenText(invocation, 'topic') ?? givenText(invocation, 'name'),
    from: idFrom(invocation, 'branches') ?? givenText(invocation, 'from'),
  };
  await runSteps(title, answers, stepsFor(answers));
  const branch = await session.call('createBranch', { body: toRequest(answers) });
  await context.views.reveal(session, 'branches', branch.name);
};

function stepsFor(answers: Answers): Step<Answers>[] {
  const asked: Step<Answers>[] = [];
  if (answers.team === undefined) asked.push(askTeam);
  if (answers.name === undefined) asked.push(askName, ...(answers.from === undefined ? [askBase] : []));
  return asked;
}

const askTeam: Step<Answers> = async (answers, place) => {
  const teams = [...answers.invocation.session.store.rows('teams').values()];
  const choices = teams.map((team) => ({
    label: team.name,
    description: `${team.branchPrefix}-…`,
    value: team.name as string | null,
  }));
  const free = { label: l10n.t('Another name…'), description: l10n.t('without a team'), value: null };
  answers.team = await pickOne(
    { placeholder: l10n.t('Select the team'), choices: [...choices, free] },
    place,
  );
};

const askName: Step<Answers> = async (answers, place) => {
  const { session } = answers.invocation;
  const team = answers.team ? session.store.get('teams', answers.team) : undefined;
  const schema = team ? topic : fullName;
  const taken = (text: string) => session.store.get('branches', team ? `${team.branchPrefix}-${text}` : text);
  answers.name = await askText(
    {
      prompt: team
        ? l10n.t('Topic: the branch becomes {0}-topic', team.branchPrefix)
        : l10n.t('Name of the branch'),
      value: answers.name ?? '',
      validate: (text) => complaint(schema, text) ?? (taken(text) && l10n.t('This branch exists already.')),
    },
    place,
  );
};

const askBase: Step<Answers> = async (answers, place) => {
  const { store } = answers.invocation.session;
  const base = store.get('service', 'service')?.base;
  const branches = [...store.rows('branches').values()].filter((branch) => !branch.base);
  const choices = branches.map((branch) => ({
    label: branch.name,
    description: branch.subject,
    value: branch.name as string | undefined,
  }));
  const first = { label: base ?? l10n.t('The base branch'), description: l10n.t('base'), value: undefined };
  const placeholder = l10n.t('Select where the branch starts');
  answers.from = await pickOne({ placeholder, choices: [first, ...choices] }, place);
};

function toRequest({ team, name = '', from }: Answers): CreateBranch {
  const start = from === undefined ? {} : { from };
  return team ? { team, topic: name, ...start } : { name: name.trim(), ...start };
}
