import { l10n } from 'vscode';
import { revision as revisionSchema } from '../../../server/protocol/names.ts';
import { askText, pickOne } from '../../input/questions.ts';
import type { Step } from '../../input/steps.ts';
import { complaint } from '../../input/validation.ts';
import type { DeployAnswers } from './deployAnswers.ts';

/** Asks for a branch, those of the team first, or for any other revision. */
export const askRevision: Step<DeployAnswers> = async (answers, place) => {
  const team = answers.place?.team;
  const branches = [...answers.invocation.session.store.rows('branches').values()];
  const sorted = [
    ...branches.filter((branch) => team !== undefined && branch.team === team),
    ...branches.filter((branch) => branch.base),
    ...branches.filter((branch) => !branch.base && (team === undefined || branch.team !== team)),
  ];
  const choices = sorted.map((branch) => ({
    label: branch.name,
    description: `${branch.commit.slice(0, 8)} ${branch.subject}`,
    value: branch.name as string | undefined,
  }));
  const other = {
    label: l10n.t('Another revision…'),
    description: l10n.t('tag or commit'),
    value: undefined,
  };
  const placeholder = l10n.t('Select the revision to deploy');
  const picked = await pickOne({ placeholder, choices: [...choices, other] }, place);
  const prompt = l10n.t('Branch, tag or commit');
  const validate = (text: string) => complaint(revisionSchema, text);
  answers.revision = picked ?? (await askText({ prompt, validate }, { ...place, step: place.step + 1 }));
};
