import { describe, expect, it } from 'vitest';
import { plain, textTable } from '../../server/cli/table.ts';

describe('a table for people', () => {
  it('obeys no name: no control moves the cursor, breaks the line or turns the direction of what stands beside it', () => {
    const hostile = 'a\u001b[2J\nb\u2028c\u202egnp.exe\u2066d';
    expect(plain(hostile)).toBe('a [2J b c\ufffdgnp.exe\ufffdd');
    const columns = [{ title: 'NAME', text: ({ name }: { name: string }) => name }];
    expect(textTable(columns, [{ name: hostile }], 'none')).toBe(`NAME\n${plain(hostile)}\n`);
  });

  it('leaves words of every script as they are', () => {
    expect(plain('Zoë שלום 日本 👩‍💻')).toBe('Zoë שלום 日本 👩‍💻');
  });
});
