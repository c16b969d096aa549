import type { StepContext } from './stepContext.ts';

/**
 * What is left of a time that began at a moment of the log. The clock is looked at once, at the first question; from there on a jump
 * makes it neither longer nor shorter.
 */
export function remainingMilliseconds({ memory }: StepContext, since: string, seconds: number): number {
  if (memory.deadline?.since !== since) {
    const elapsed = Date.now() - Date.parse(since);
    const left = Math.min(Math.max(seconds * 1000 - elapsed, 0), seconds * 1000);
    memory.deadline = { since, at: performance.now() + left };
  }
  return Math.max(0, memory.deadline.at - performance.now());
}
