import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { planSplit } from '../../../../server/analysis/splitModule/planSplit.ts';
import type { SplitPlan } from '../../../../server/analysis/splitModule/splitPlan.ts';

const definition = (name: string, uses: string) =>
  `export function ${name}() {\n${'  // x\n'.repeat(40)}  return ${uses};\n}\n\n`;

async function split(text: string): Promise<SplitPlan> {
  const module = { text, path: 'm.mjs', languageId: 'javascript' };
  const plan = await planSplit(module, 60, { exists: () => false, patched: undefined });
  if ('why' in plan) throw new Error(plan.why);
  return plan;
}

describe('a divided module of JavaScript', () => {
  it.each([
    ['first', 'env', 'db'],
    ['last', 'db', 'env'],
  ])('loads the modules it needs in the order it did: what a part needs comes %s', async (_, one, other) => {
    const folder = mkdtempSync(path.join(tmpdir(), 'swarm-split-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    const write = (name: string, text: string) => writeFileSync(path.join(folder, name), text);
    const run = () =>
      execFileSync(process.execPath, ['--input-type=module', '-e', 'import "./m.mjs"'], {
        cwd: folder,
      }).toString();
    for (const name of ['env', 'db'])
      write(`${name}.mjs`, `console.log('${name}'); export const ${name} = 1;\n`);
    const text = `import { ${one} } from './${one}.mjs';\nimport { ${other} } from './${other}.mjs';\n\n${definition('a', 'env')}${definition('b', 'db')}`;
    write('m.mjs', text);
    const before = run();
    const plan = await split(text);
    for (const file of [plan.original, ...plan.files]) write(file.path, file.text);
    expect(plan.files.length).toBeGreaterThan(0);
    expect(run()).toBe(before);
  });

  it('keeps comments that hold for the whole file in the original too, once in each file', async () => {
    const header = '// @ts-nocheck\n/* eslint-disable no-console */\n';
    const plan = await split(`${header}/** Of a. */\n${definition('a', '1')}${definition('b', '2')}`);
    for (const { text } of [plan.original, ...plan.files]) {
      expect(text.startsWith(header)).toBe(true);
      expect(text.match(/@ts-nocheck/g)).toHaveLength(1);
    }
  });
});
