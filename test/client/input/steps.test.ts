import { describe, expect, it } from 'vitest';
import { BackRequested, runSteps, type Step } from '../../../client/input/steps.ts';

const asks =
  (name: string, asked: string[], back = false): Step<string[]> =>
  async (answers, place) => {
    asked.push(`${name} ${place.step}/${place.total}`);
    if (back && asked.length < 3) throw new BackRequested();
    answers.push(name);
  };

describe('A sequence of questions', () => {
  it('asks one after the other', async () => {
    const asked: string[] = [];
    expect(await runSteps('T', [], [asks('a', asked), asks('b', asked)])).toEqual(['a', 'b']);
    expect(asked).toEqual(['a 1/2', 'b 2/2']);
  });

  it('goes back to the question before', async () => {
    const asked: string[] = [];
    await runSteps('T', [], [asks('a', asked), asks('b', asked, true)]);
    expect(asked).toEqual(['a 1/2', 'b 2/2', 'a 1/2', 'b 2/2']);
  });

  it('ends with what a question throws', async () => {
    const cancelled = async () => {
      throw new Error('cancelled');
    };
    await expect(runSteps('T', [], [cancelled])).rejects.toThrow('cancelled');
  });
});
