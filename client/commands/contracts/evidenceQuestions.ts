import { l10n } from 'vscode';
import { type EvidenceKind, type EvidenceSpec, evidenceSpec } from '../../../server/protocol/evidence.ts';
import type { Task } from '../../../server/protocol/tasks.ts';
import type { LiveStore } from '../../infrastructure/liveStore.ts';
import { askText, pickOne } from '../../input/questions.ts';
import { BackRequested, runSteps, type Step } from '../../input/steps.ts';
import { complaint, wholeNumber } from '../../input/validation.ts';

/** What is known while evidence is put together. */
export interface EvidenceAnswers {
  readonly task: Task;
  readonly store: LiveStore;
  /** What was added so far. */
  evidence?: readonly EvidenceSpec[];
}

/** What one kind of evidence is asked for. */
interface Draft {
  file?: string;
  number?: string;
  name?: string;
}

const kinds: readonly EvidenceKind[] = ['merged', 'commit', 'lines', 'v2', 'gate', 'tests'];

/** Collects proofs until the person says that these are all; each kind asks for what it needs. */
export const askEvidence: Step<EvidenceAnswers> = async (answers, place) => {
  for (;;) {
    const chosen = await pickOne({ placeholder: placeholderOf(answers), choices: choicesOf(answers) }, place);
    if (chosen === 'done') return;
    if (chosen === 'clear') answers.evidence = [];
    else await addEvidence(answers, chosen, place.title);
  }
};

async function addEvidence(answers: EvidenceAnswers, kind: EvidenceKind, title: string): Promise<void> {
  try {
    const made = await makers[kind](answers, title);
    answers.evidence = [...(answers.evidence ?? []), made];
  } catch (error) {
    // Back on the first question of a kind leads to the choice of the kind.
    if (!(error instanceof BackRequested)) throw error;
  }
}

function choicesOf({ evidence = [] }: EvidenceAnswers) {
  const own = kinds.map((kind) => ({ ...kindTexts()[kind], value: kind }));
  if (evidence.length === 0) {
    const none = {
      label: l10n.t('Hand In without Evidence'),
      description: l10n.t('somebody has to accept it'),
      value: 'done' as const,
    };
    return [...own, none];
  }
  const all = evidence.map(evidenceText).join('; ');
  return [
    { label: l10n.t('Hand In'), description: all, value: 'done' as const },
    ...own,
    { label: l10n.t('Begin Anew'), description: l10n.t('forgets what was added'), value: 'clear' as const },
  ];
}

function placeholderOf({ task, evidence = [] }: EvidenceAnswers): string {
  if (evidence.length > 0) return l10n.t('{0} added. What else shows that it is done?', evidence.length);
  return l10n.t('What shows that "{0}" is done? The service looks at it itself', task.title);
}

function kindTexts(): { readonly [Kind in EvidenceKind]: { label: string; description: string } } {
  return {
    merged: { label: l10n.t('Branch merged'), description: l10n.t('it is part of the base') },
    commit: { label: l10n.t('Commit'), description: l10n.t('it exists and touches the files of the task') },
    lines: { label: l10n.t('Lines of a file'), description: l10n.t('at most so many') },
    v2: { label: l10n.t('No V2 findings'), description: l10n.t('in the files') },
    gate: { label: l10n.t('Gate passed'), description: l10n.t('for this very commit') },
    tests: { label: l10n.t('Test report'), description: l10n.t('JUnit XML without failures') },
  };
}

type Maker = (answers: EvidenceAnswers, title: string) => Promise<EvidenceSpec>;

const makers: { readonly [Kind in EvidenceKind]: Maker } = {
  merged: async ({ store, task }, title) => {
    const own = store.get('agents', task.assignee ?? '')?.branch;
    const branches = [...store.rows('branches').values()].filter(({ base }) => !base);
    const choices = branches
      .map(({ name, subject }) => ({ label: name, description: subject, value: name }))
      .sort((a, b) => Number(b.value === own) - Number(a.value === own));
    const placeholder = l10n.t('Which branch is merged?');
    if (choices.length === 0) return { kind: 'merged', branch: await askName(title, placeholder, '') };
    return { kind: 'merged', branch: await pickOne({ placeholder, choices }, { title, step: 2, total: 2 }) };
  },
  commit: async (_answers, title) => ({
    kind: 'commit',
    commit: await askName(title, l10n.t('Which commit? A branch, a tag or an id'), ''),
  }),
  lines: async ({ task }, title) => {
    const draft: Draft = { file: task.files[0] ?? '' };
    await runSteps(title, draft, [askFile, askMaximum]);
    return { kind: 'lines', file: draft.file ?? '', maximum: wholeNumber(draft.number ?? '') };
  },
  v2: async ({ task }, title) => {
    if (task.files.length > 0) return { kind: 'v2', files: task.files.slice(0, 50) };
    const draft: Draft = {};
    await runSteps(title, draft, [askFile]);
    return { kind: 'v2', files: [draft.file ?? ''] };
  },
  gate: async (_answers, title) => ({
    kind: 'gate',
    gate: await askName(title, l10n.t('Which gate or check of swarm.json?'), ''),
  }),
  tests: async (_answers, title) => {
    const draft: Draft = {};
    await runSteps(title, draft, [askFile]);
    return { kind: 'tests', file: draft.file ?? '', minimum: 1 };
  },
};

const askFile: Step<Draft> = async (draft, place) => {
  const validate = (text: string) =>
    complaint(evidenceSpec, { kind: 'lines', file: text.trim(), maximum: 1 });
  const prompt = l10n.t('Path of the file in the repository');
  draft.file = (await askText({ prompt, validate, value: draft.file ?? '' }, place)).trim();
};

const askMaximum: Step<Draft> = async (draft, place) => {
  const validate = (text: string) =>
    complaint(evidenceSpec, { kind: 'lines', file: 'x', maximum: wholeNumber(text) });
  const prompt = l10n.t('How many lines does {0} have at most?', draft.file ?? '');
  draft.number = await askText({ prompt, validate, value: draft.number ?? '' }, place);
};

async function askName(title: string, prompt: string, value: string): Promise<string> {
  const validate = (text: string) => complaint(evidenceSpec, { kind: 'commit', commit: text.trim() });
  return (await askText({ prompt, validate, value }, { title, step: 2, total: 2 })).trim();
}

/** A proof in a few words. */
export function evidenceText(spec: EvidenceSpec): string {
  switch (spec.kind) {
    case 'merged':
      return l10n.t('{0} is merged', spec.branch);
    case 'commit':
      return l10n.t('commit {0}', spec.commit);
    case 'lines':
      return l10n.t('{0} has at most {1} lines', spec.file, spec.maximum);
    case 'v2':
      return l10n.t('no V2 findings in {0}', spec.files.join(', '));
    case 'gate':
      return l10n.t('gate {0} passed', spec.gate);
    case 'tests':
      return l10n.t('tests of {0} are green', spec.file ?? '');
  }
}
