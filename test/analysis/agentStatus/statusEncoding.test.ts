import { describe, expect, it } from 'vitest';
import { readStatusBytes } from '../../../server/analysis/agentStatus/readStatus.ts';
import { decodeStatus } from '../../../server/analysis/agentStatus/statusEncoding.ts';

const text = '{"agent_name": "Zoé 🐝"}';
const swapped = (bytes: Buffer) => Buffer.from(bytes).swap16();

describe('the bytes of a status file', () => {
  it.each([
    ['UTF-8', Buffer.from(text), 'utf-8'],
    ['UTF-16 with a mark', Buffer.from(`\uFEFF${text}`, 'utf16le'), 'utf-16le'],
    ['UTF-16 without', Buffer.from(text, 'utf16le'), 'utf-16le'],
    ['UTF-16 the other way', swapped(Buffer.from(`\uFEFF${text}`, 'utf16le')), 'utf-16be'],
    ['the same without a mark', swapped(Buffer.from(text, 'utf16le')), 'utf-16be'],
  ])('in %s are read', (_, bytes, encoding) => {
    expect(decodeStatus(bytes)).toEqual({ text, encoding });
  });

  it('that are no UTF-8 are read as Windows-1252, and that is told', () => {
    const status = readStatusBytes(Buffer.from('{"agent_name": "Zo\xe9"}', 'latin1'), new Date(0));
    expect(status).toMatchObject({ name: 'Zoé', damaged: true, unreadable: false });
    expect(status.problem).toBe(
      'status.json line 1, column 1: it is no UTF-8, which JSON has to be, but read as Windows-1252',
    );
  });

  it('keep a byte order mark of UTF-8, and none at all are an empty text', () => {
    expect(decodeStatus(Buffer.from('\uFEFF{}')).text).toBe('\uFEFF{}');
    expect(decodeStatus(Buffer.alloc(0))).toEqual({ text: '', encoding: 'utf-8' });
  });
});
