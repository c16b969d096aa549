import { describe, expect, it } from 'vitest';
import { importStatements } from '../../../server/analysis/importGraph/importStatement.ts';
import { SourceModule } from '../../../server/analysis/sourceModule.ts';

function followed(text: string, languageId = 'python'): string[] {
  return importStatements(new SourceModule(text, languageId)).map(({ module, line }) => `${line} ${module}`);
}

describe('imports that the graph follows', () => {
  it('are those that run when the module is imported', () => {
    expect(followed('import a\ndef f():\n    import b\nfrom c.d import e\n')).toEqual(['1 a', '4 c.d']);
  });

  it('leave out what a comment accepts', () => {
    expect(followed('import a  # swarm: disable=heavy-import\nimport b\n')).toEqual(['2 b']);
  });

  it('leave out what loads when it is used', () => {
    expect(followed("__lazy_modules__ = ['a']\nimport a\nimport b\nlazy import c\n")).toEqual(['3 b']);
  });

  it('are no more than 5,000 of a file, the first ones', () => {
    const lines = Array.from({ length: 6000 }, (_, each) => `import a${each}\n`);
    expect(followed(lines.join('')).at(-1)).toBe('5000 a4999');
  });

  it('are Python alone', () => {
    expect(followed("import 'a';\n", 'typescript')).toEqual([]);
  });
});
