import { describe, expect, it } from 'vitest';
import { SourceModule } from '../../../server/analysis/sourceModule.ts';

const definition = 'function f(a,b,c,d,e,g){return a}';

function names(text: string, languageId = 'javascript'): (string | undefined)[] {
  return new SourceModule(text, languageId).definitions.map(({ name }) => name);
}

describe('minified text', () => {
  it('has lines, but no definitions that anybody could shorten', () => {
    const minified = `/*! licence */\n${definition.repeat(100)}\n`;
    expect(names(minified)).toEqual([]);
    expect(names(minified, 'typescriptreact')).toEqual([]);
    expect(new SourceModule(minified, 'javascript').lineCount).toBe(2);
  });

  it('is not a text with some long lines of data among those of a person', () => {
    const data = `const picture = '${'A'.repeat(60_000)}';\n`;
    expect(names(`${data}${'// one of many lines\n'.repeat(200)}${definition}\n`)).toEqual(['f']);
  });

  it('is not one short line', () => {
    expect(names(definition)).toEqual(['f']);
  });
});
