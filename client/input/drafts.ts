import { runSteps, type Step } from './steps.ts';

/** Remembers what was answered in a dialog that was left: it begins with that the next time. */
export class Drafts {
  readonly #kept = new Map<string, object>();

  /**
   * Asks the questions in order; where the person leaves, the answers are kept for the next time.
   * @param key what the dialog is about: a draft for one agent is none for another
   */
  async run<Answers extends object>(
    { key, title, answers }: { key: string; title: string; answers: Answers },
    steps: readonly Step<Answers>[],
  ): Promise<Answers> {
    Object.assign(answers, { ...this.#kept.get(key), ...defined(answers) });
    try {
      return await runSteps(title, answers, steps);
    } finally {
      this.#kept.set(key, answers);
    }
  }

  /** What was asked for is done: the next dialog begins anew. */
  forget(key: string): void {
    this.#kept.delete(key);
  }
}

function defined(answers: object): object {
  return Object.fromEntries(Object.entries(answers).filter(([, value]) => value !== undefined));
}
