import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { analyzeModule } from '../../../server/analysis/analyze.ts';
import { SourceModule } from '../../../server/analysis/sourceModule.ts';
import { FileText } from '../../../server/analysis/text/fileText.ts';
import type { SourceText } from '../../../server/analysis/text/sourceText.ts';
import { decode, SourceReader } from '../../../server/workspace/files/sourceReader.ts';
import { settingsWith } from '../../analysis/settings.ts';

const settings = settingsWith({
  file: 3,
  function: 2,
  class: 2,
  parameters: 1,
  complexity: 1,
  nesting: 1,
  classesPerFile: 1,
  functionsPerFile: 1,
  lineLength: 12,
});
const words = ['swarm:', 'eslint', 'a', 'function ', 'zz', '__lazy_modules__'];

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'swarm-reader-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** The same bytes as a file and as a string. */
function bothWays(bytes: Uint8Array) {
  const file = path.join(folder, 'file');
  writeFileSync(file, bytes);
  return { file: new SourceReader().read(file), string: decode(Buffer.from(bytes)) };
}

function told(source: SourceText) {
  const { length } = source;
  const some = Array.from({ length: Math.min(length, 60) + 3 }, (_, index) => index - 1);
  const offsets = [...some, ...some.map((offset) => length - offset)];
  return {
    length,
    lineCount: source.lineCount,
    lineStarts: [...source.lineStarts()],
    units: offsets.map((offset) => source.codeAt(offset)),
    slices: offsets.filter((offset) => offset >= 0).map((offset) => source.slice(offset, offset + 5)),
    found: words.map((word) => [source.includes(word), source.indexOf(word, 0), source.indexOf(word, 9)]),
    text: source.text,
  };
}

function findings(source: SourceText, languageId: string, counting: 'physical' | 'code') {
  const module = new SourceModule(source, languageId);
  return {
    findings: analyzeModule(module, { ...settings, counting, approachingFrom: 0.9 }),
    definitions: module.definitions,
    imports: module.imports,
    lineCount: module.lineCount,
  };
}

const code = fc.constantFrom(
  'function long(a, b) {\n',
  'if (a) {\n',
  '}\n',
  'class C {\n',
  'const x = (y = (z) => {\n',
  '}) => {\r\n',
  "import 'three';\n",
  "import a from './three';\n",
  "require('@tensorflow/tfjs/core');\n",
  "'method'(a) {\n",
  '// eslint-disable-next-line complexity\n',
  '/* eslint-disable max-params */\n',
  '// swarm: disable=too-complex\n',
  '// V2: at most 20 lines\n',
  'é',
  'é\n',
  'a}é\n',
  '\u{1f600}',
  '\u2028',
  '`\n${',
  '\r',
  '\f',
  '<<<<<<< ours\n',
  // More than is read of the beginning of a file to see what it declares.
  `é // ${'-'.repeat(5000)}\n`,
  '            ',
);
const encodings = fc.constantFrom(
  'utf8',
  'utf8',
  'utf8',
  'latin1',
  'utf16le',
) as fc.Arbitrary<BufferEncoding>;
const marks = fc.constantFrom([], [], [], [], [0xef, 0xbb, 0xbf], [0xff, 0xfe], [0xfe, 0xff], [0xff], [0x00]);

const written = fc
  .tuple(marks, fc.array(code, { maxLength: 40 }), encodings)
  .map(([mark, pieces, encoding]) =>
    Buffer.concat([Buffer.from(mark), Buffer.from(pieces.join(''), encoding)]),
  );

describe('a file that is read where it is scanned', () => {
  it('says the same of its text as a string of it, whatever its bytes', () => {
    fc.assert(
      fc.property(fc.oneof(written, fc.uint8Array({ maxLength: 80 })), (bytes) => {
        const { file, string } = bothWays(bytes);
        if ('why' in file || 'why' in string) expect(file).toEqual(string);
        else expect(told(file)).toEqual(told(string));
      }),
      { numRuns: 150 },
    );
  });

  it('holds the words that stand in it, up to its last byte and no further', () => {
    const reader = new SourceReader();
    const file = path.join(folder, 'words');
    const held = ['swarm:', '  swarm: ', `${'s'.repeat(40)}warm:`, 'swarm', 'swarm;', ''].map((text) => {
      writeFileSync(file, text);
      const source = reader.read(file);
      return 'why' in source
        ? undefined
        : ['swarm:', 'swar', ':', 'sswarm:'].map((word) => source.includes(word));
    });
    expect(held).toEqual([
      [true, true, true, false],
      [true, true, true, false],
      [true, true, true, true],
      [false, true, false, false],
      [false, true, false, false],
      [false, false, false, false],
    ]);
  });

  it('gives the same findings', () => {
    const languages = fc.constantFrom('javascript', 'typescriptreact', 'python', 'css');
    const ways = fc.constantFrom('physical', 'code') as fc.Arbitrary<'physical' | 'code'>;
    fc.assert(
      fc.property(written, languages, ways, (bytes, languageId, counting) => {
        const { file, string } = bothWays(bytes);
        if ('why' in file || 'why' in string) return;
        expect(findings(file, languageId, counting)).toEqual(findings(string, languageId, counting));
      }),
      { numRuns: 150 },
    );
  });

  it('is whole where it is larger than most, and holds until the next is read', () => {
    const line = `function f(a) { return a; } // ${'é'.repeat(200)}\n`;
    const reader = new SourceReader();
    const large = path.join(folder, 'large.js');
    for (const count of [2_430, 2_431, 9_000]) {
      writeFileSync(large, line.repeat(count));
      const source = reader.read(large);
      expect(source).toBeInstanceOf(FileText);
      if ('why' in source) return;
      const module = new SourceModule(source, 'javascript');
      expect(module.definitions).toHaveLength(count);
      expect(module.definitions.at(-1)?.lastLine).toBe(count);
      expect(module.text.length).toBe(count * line.length);
    }
  });

  it('refuses to tell of another file', () => {
    const reader = new SourceReader();
    for (const name of ['one', 'two']) writeFileSync(path.join(folder, name), name);
    const first = reader.read(path.join(folder, 'one'));
    reader.read(path.join(folder, 'two'));
    expect(() => ('why' in first ? '' : first.text)).toThrow('another file has been read since');
  });
});
