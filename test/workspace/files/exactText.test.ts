import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { exactText } from '../../../server/workspace/files/exactText.ts';
import { decode } from '../../../server/workspace/files/sourceReader.ts';

const utf16 = (text: string) => Buffer.from(`\ufeff${text}`, 'utf16le');

describe('an exact text', () => {
  it.each([
    ['UTF-8', Buffer.from('é = 1\r\n')],
    ['UTF-8 with a byte order mark', Buffer.from('\ufeffé = 1\n')],
    ['Latin-1', Buffer.from('\xe9 = 1\n', 'latin1')],
    ['UTF-16', utf16('é = 1\n')],
    ['UTF-16, the higher byte first', utf16('é = 1\n').swap16()],
    ['nothing', Buffer.alloc(0)],
  ])('of %s is written back byte by byte, and changed in its encoding', (_, bytes) => {
    const exact = exactText(bytes);
    if ('why' in exact) throw new Error(exact.why);
    expect(exact.bytesOf(exact.text)).toEqual(bytes);
    const changed = exact.bytesOf(exact.text.replace('1', '12'));
    expect(changed && decode(changed)).toEqual({ text: exact.text.replace('1', '12') });
  });

  it('says why where it is none', () => {
    expect(exactText(Buffer.from('a\0b'))).toEqual({ why: 'a binary file: it has NUL bytes' });
    const cut = utf16('ab').subarray(0, 5);
    expect(exactText(cut)).toEqual({ why: 'it could not be written back byte by byte' });
  });

  it('has no bytes for what its encoding cannot hold', () => {
    const exact = exactText(Buffer.from('\xe9', 'latin1'));
    expect('why' in exact ? undefined : exact.bytesOf('€')).toBeUndefined();
  });

  it('agrees with what a check reads, whatever the bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 40 }), (array) => {
        const bytes = Buffer.from(array);
        const exact = exactText(bytes);
        if ('why' in exact) return;
        expect(exact.bytesOf(exact.text)).toEqual(bytes);
        expect(decode(bytes)).toEqual({ text: exact.text });
      }),
    );
  });
});
