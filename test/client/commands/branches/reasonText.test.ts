import { expect, it } from 'vitest';
import { reasonText } from '../../../../client/commands/branches/reasonText.ts';

it('names the first files, but none twice', () => {
  const why = 'It conflicts with main in a.py.';
  expect(reasonText(why, ['a.py'])).toBe(why);
  expect(reasonText(why, ['a.py', 'b.py', 'c.py', 'd.py', 'e.py'])).toBe(`${why} b.py, c.py, d.py`);
  expect(reasonText('', ['b.py'])).toBe('b.py');
});
