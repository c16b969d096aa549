import { expect, it } from 'vitest';
import { instanceOutput } from '../../../server/cli/output/instanceOutput.ts';
import type { OutputPart } from '../../../server/protocol/outputLog.ts';

/** What is printed, an instance after the other, part by part. */
const printed: Readonly<Record<number, readonly string[]>> = {
  0: ['ready\nhal', 'f a line\n'],
  1: ['ready\n', 'no end'],
  2: ['late\n'],
};

async function read(instance: number, { after = '0' }: { after?: string }): Promise<OutputPart> {
  const turn = Number(after);
  const text = printed[instance]?.[turn] ?? '';
  return { text, next: String(turn + 1), more: false, gap: false, open: turn === 0 };
}

it('what instances print is told line by line behind their numbers, also of one that comes later', async () => {
  let numbers = [0, 1];
  const output = instanceOutput(async () => numbers, read);
  const first = await output.read({ lines: 10 });
  expect(first).toMatchObject({ text: '0 | ready\n1 | ready\n', open: true });
  numbers = [0, 1, 2];
  const second = await output.read({ after: first.next, lines: 10 });
  expect(second.text).toBe('0 | half a line\n1 | no end\n2 | late\n');
  expect(await output.read({ after: second.next, lines: 10 })).toMatchObject({ text: '', open: false });
});
