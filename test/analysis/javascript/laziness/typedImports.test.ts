import { globSync, readFileSync } from 'node:fs';
import { stripTypeScriptTypes } from 'node:module';
import path from 'node:path';
import { expect, it } from 'vitest';
import { applied, explainSpecifierIn } from './explainText.ts';

const root = path.resolve(import.meta.dirname, '../../../..');
const files = globSync('server/{analysis,protocol,configuration}/**/*.ts', { cwd: root });

/** The first `import type` of a text as if somebody had forgotten the word, with what it imports from. */
function forgotten(text: string): { text: string; specifier: string } | undefined {
  const found = /^import type (.*) from '([^']+)';$/m.exec(text);
  const [statement, clause, specifier] = found ?? [];
  if (statement === undefined || specifier === undefined) return undefined;
  // Another import of the same file would be found first.
  if (text.indexOf(`from '${specifier}'`) !== text.lastIndexOf(`from '${specifier}'`)) return undefined;
  return { text: text.replace(statement, () => `import ${clause} from '${specifier}';`), specifier };
}

it('import type is found again where this project has it, and the emitted JavaScript is the same', async () => {
  let tried = 0;
  for (const file of files) {
    const original = readFileSync(path.join(root, file), 'utf8');
    const without = forgotten(original);
    if (!without) continue;
    const { verdict, fixes } = await explainSpecifierIn(without.text, without.specifier, 'typescript');
    expect({ file, verdict }).toEqual({ file, verdict: 'safe' });
    const fixed = applied(without.text, fixes[0]);
    expect(fixed).toBe(original);
    expect(stripTypeScriptTypes(fixed)).toBe(stripTypeScriptTypes(original));
    tried++;
  }
  expect(tried).toBeGreaterThan(50);
});
