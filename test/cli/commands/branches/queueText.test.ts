import { expect, it } from 'vitest';
import { reportText } from '../../../../server/cli/commands/branches/queueText.ts';

it('What a branch that was put out needs cannot move the cursor nor turn the direction of reading', () => {
  const text = reportText({
    cause: 'conflict',
    message: 'a conflicts with main\u001b[2J.',
    files: ['a.txt'],
    details: [],
    hunks: [{ file: 'a.txt', text: '<<<<<<< main\nif (admin\u202e) {\u2028\n>>>>>>> a' }],
    check: null,
    order: [],
  });
  expect(text).toBe('a conflicts with main [2J.\n\na.txt\n<<<<<<< main\nif (admin\ufffd) { \n>>>>>>> a\n');
});
