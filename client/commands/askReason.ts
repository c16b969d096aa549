import { reason as reasonSchema } from '../../server/protocol/names.ts';
import { askText } from '../input/questions.ts';
import type { StepPlace } from '../input/steps.ts';
import { complaint } from '../input/validation.ts';
import type { CommandContext } from './commandContext.ts';

export interface ReasonQuestion {
  readonly title: string;
  /** What happens when it is answered, and what the reason is for. */
  readonly prompt: string;
  /** What it is about: what was typed before the person left is kept for that. */
  readonly key: string;
  readonly optional?: boolean;
}

/** Asks why; empty where that is optional and not said. */
export async function askReason(
  { drafts }: CommandContext,
  { title, prompt, key, optional = false }: ReasonQuestion,
  place: StepPlace = { title, step: 1, total: 1 },
): Promise<string> {
  const draft = { key, title, answers: { reason: undefined as string | undefined } };
  const answers = await drafts.run(draft, [
    async (given) => {
      given.reason = await askText(
        {
          prompt,
          value: given.reason ?? '',
          keep: (text) => {
            given.reason = text;
          },
          validate: (text) => (optional && text.trim() === '' ? undefined : complaint(reasonSchema, text)),
        },
        place,
      );
    },
  ]);
  drafts.forget(key);
  return (answers.reason ?? '').trim();
}
