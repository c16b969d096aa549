/** Thrown by a question when the user wants the one before it. */
export class BackRequested extends Error {
  override readonly name = 'BackRequested';
}

/** Where a question stands in its sequence, for the title. */
export interface StepPlace {
  readonly title: string;
  readonly step: number;
  readonly total: number;
}

/** One question: puts its answer into `answers`. Throws `BackRequested`, or what stands for cancelling. */
export type Step<Answers> = (answers: Answers, place: StepPlace) => Promise<void>;

/** Asks the questions in order; "back" repeats the one before, and on the first one changes nothing. */
export async function runSteps<Answers>(
  title: string,
  answers: Answers,
  steps: readonly Step<Answers>[],
): Promise<Answers> {
  let index = 0;
  for (let step = steps[index]; step !== undefined; step = steps[index]) {
    try {
      await step(answers, { title, step: index + 1, total: steps.length });
      index += 1;
    } catch (error) {
      if (!(error instanceof BackRequested)) throw error;
      index = Math.max(0, index - 1);
    }
  }
  return answers;
}
