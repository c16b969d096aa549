import { describe, expect, it } from 'vitest';
import { commandLine } from '../../../client/commands/commandLine.ts';

describe('A command line that a person is asked to allow', () => {
  it('shows plain arguments as they are', () => {
    expect(commandLine(['node', 'server.js', '--port=80'])).toBe('node server.js --port=80');
  });

  it('shows where arguments begin and end', () => {
    expect(commandLine(['sh', '-c', 'rm -rf x; echo "a"'])).toBe('sh -c "rm -rf x; echo \\"a\\""');
    expect(commandLine(['a', 'b c'])).not.toBe(commandLine(['a', 'b', 'c']));
    expect(commandLine([''])).toBe('""');
  });

  it('hides nothing behind invisible or direction-changing characters', () => {
    expect(commandLine(['a\u202eb'])).toBe('"a\\u{202e}b"');
    expect(commandLine(['a\nb\u200b'])).toBe('"a\\nb\\u{200b}"');
  });
});
