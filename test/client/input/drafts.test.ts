import { expect, it } from 'vitest';
import { Drafts } from '../../../client/input/drafts.ts';

interface Answers {
  readonly agent: string;
  subject?: string | undefined;
  text?: string | undefined;
}

it('what was answered before a person left is there the next time, until it is sent', async () => {
  const drafts = new Drafts();
  const leave = async (answers: Answers) => {
    answers.text = 'half a sen';
    throw new Error('left');
  };
  const subject = async (answers: Answers) => {
    answers.subject = 'Hello';
  };
  const first: Answers = { agent: 'A' };
  await expect(drafts.run({ key: 'A', title: '', answers: first }, [subject, leave])).rejects.toThrow('left');
  const second = await drafts.run({ key: 'A', title: '', answers: { agent: 'now' } as Answers }, []);
  expect(second).toEqual({ agent: 'now', subject: 'Hello', text: 'half a sen' });
  expect(await drafts.run({ key: 'B', title: '', answers: {} }, [])).toEqual({});
  drafts.forget('A');
  expect(await drafts.run({ key: 'A', title: '', answers: {} }, [])).toEqual({});
});

it('what is given beforehand counts before a draft', async () => {
  const drafts = new Drafts();
  await drafts.run({ key: 'A', title: '', answers: { subject: 'old', text: 'kept' } }, []);
  const answers = { subject: 'given', text: undefined };
  expect(await drafts.run({ key: 'A', title: '', answers }, [])).toEqual({ subject: 'given', text: 'kept' });
});
