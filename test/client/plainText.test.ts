import fc from 'fast-check';
import { expect, it } from 'vitest';
import { plainLabel, plainMessage, plainText } from '../../client/plainText.ts';

/** What the editor takes for a link in a notification. */
const link = /\[([^\]]+)\]\(((?:https?:\/\/|command:|file:)[^)\s]+)(?: (["'])(.+?)(\3))?\)/gi;

it('leaves nothing that the editor would make a link or a command to click on', () => {
  const name = '[Fix it](command:workbench.action.terminal.sendSequence?%7B%7D)';
  expect(name).toMatch(link);
  expect(plainMessage(`${name} would be lost.`)).not.toMatch(link);
  const part = fc.constantFrom('[', ']', '(', ')', 'a', ' ', '"', 'command:x', 'https://y', '](');
  fc.assert(
    fc.property(fc.array(part), (parts) => {
      expect(plainMessage(parts.join(''))).not.toMatch(link);
    }),
  );
});

it('leaves other texts as they are', () => {
  const text = 'main has [1] commit (of 2) that ](x) is in.';
  expect(plainMessage('feature/x: a [b] (c)')).toBe('feature/x: a [b] (c)');
  expect(plainMessage(text).replaceAll(' ', '')).toBe(text.replaceAll(' ', ''));
});

it('makes no icons of names in lists', () => {
  expect(plainLabel('x/$(trash)-$(pass)')).toBe('x/\\$(trash)-\\$(pass)');
  expect(plainLabel('feature/x $5')).toBe('feature/x $5');
});

it('shows what would turn the order of letters around', () => {
  expect(plainText('x/\u202egnp.exe\u2066')).toBe('x/\ufffdgnp.exe\ufffd');
  expect(plainText('שלום')).toBe('שלום');
});
