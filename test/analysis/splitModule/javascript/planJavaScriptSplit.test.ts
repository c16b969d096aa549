import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { SplitPlan } from '../../../../server/analysis/splitModule/splitPlan.ts';
import { splitText, tenLines, textsOf } from './splitText.ts';

const text = [
  "import { join } from 'node:path';\nimport { sep, type ParsedPath } from 'node:path';\n\n",
  '/** Where things are. */\nexport interface Place extends ParsedPath {\n  readonly line: number;\n}\n\n',
  "const prefix = 'a' + sep;\n\n",
  tenLines('base', 'join(prefix, value)', false),
  tenLines('full', 'base(value)'),
  tenLines('other', "value.replace(sep, '')"),
  "let count = 0;\n\nexport function counted(place: Place): number {\n  return place.line + ++count + full('x').length;\n}\n",
].join('');

async function planned(limit = 40): Promise<SplitPlan> {
  const plan = await splitText(text, limit, { importExtension: '.ts' });
  if ('why' in plan) throw new Error(plan.why);
  return plan;
}

describe('splitting a TypeScript module', () => {
  it('moves what belongs together, with the imports it needs, and re-exports every name', async () => {
    const { original, files } = await planned();
    expect(files.map(({ path: file, names }) => [file, names])).toEqual([
      ['src/full.ts', ['prefix', 'base', 'full']],
    ]);
    expect(files[0]?.text).toMatch(
      /^import \{ join \} from 'node:path';\nimport \{ sep \} from 'node:path';\n\nconst prefix/,
    );
    expect(files[0]?.text).toContain('\nfunction base');
    expect(original.text).toMatch(
      /^import \{ sep, type ParsedPath \} from 'node:path';\nimport \{ full \} from '\.\/full\.ts';\n\nexport \{ full \} from '\.\/full\.ts';\n/,
    );
  });

  it('keeps every file within the limit', async () => {
    for (const limit of [25, 30, 40]) {
      const { original, files } = await planned(limit);
      for (const { text: part, lines } of [original, ...files]) {
        expect(lines).toBeLessThanOrEqual(limit);
        expect(part.split('\n').length - 1).toBe(lines);
      }
    }
  });

  it('leaves behave what it was: the divided module exports and computes the same', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'swarm-split-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    writeFileSync(path.join(folder, 'whole.ts'), text);
    for (const [file, part] of Object.entries(textsOf(await planned())))
      writeFileSync(path.join(folder, path.basename(file)), part);
    const whole = await import(/* @vite-ignore */ pathToFileURL(path.join(folder, 'whole.ts')).href);
    const divided = await import(/* @vite-ignore */ pathToFileURL(path.join(folder, 'loader.ts')).href);
    expect(Object.keys(divided).sort()).toEqual(Object.keys(whole).sort());
    expect(divided.full('x')).toBe(whole.full('x'));
    expect([divided.counted({ line: 1 }), divided.counted({ line: 1 })]).toEqual([
      whole.counted({ line: 1 }),
      whole.counted({ line: 1 }),
    ]);
  });

  it('keeps statements with effects, rebound names, and what uses them where they are', async () => {
    const { original } = await planned();
    expect(original.text).toContain('let count = 0;');
    expect(original.text).toContain('export function counted');
    expect(original.names).toContain('counted');
  });

  it.each([
    ['rebound', 'export let a = 1;\n'],
    ['assigned to from elsewhere', 'export function a() {}\na = 1;\n'],
    ['assigned to in a pattern', 'export function a() {}\n({ x: a } = start());\n'],
    ['computed by a call behind a call that stays', 'start();\nexport const a = start();\n'],
    ['a class with decorators behind a call', 'start();\n@register\nexport class A {}\n'],
    ['waited for', 'export const a = await start();\n'],
    ['declared for what is elsewhere', 'export declare const a: string;\n'],
    ['bound to the place of the file', 'export const a = () => import.meta.url;\n'],
  ])('a name that is %s stays', async (_, declaration) => {
    // Above all others it would be the first to leave.
    const large = `${'// note\n'.repeat(12)}${declaration}`;
    const plan = await splitText(`${large}\n${tenLines('f', "''")}${tenLines('g', "''")}`, 30);
    if ('why' in plan) throw new Error(plan.why);
    expect(plan.original.text).toContain(declaration.trim());
    expect(plan.files.length).toBeGreaterThan(0);
  });

  it('moves what is computed by a call, and a default of a parameter', async () => {
    const text_ = `export const made = start();\n\n${tenLines('f', 'made')}${tenLines('g', "''")}export function h(by = f) {\n  return by('');\n}\n`;
    const plan = await splitText(text_, 25);
    if ('why' in plan) throw new Error(plan.why);
    expect(plan.files[0]?.names).toEqual(['made', 'f']);
  });

  it('parts types that speak of each other, and brings back with import type what is exported', async () => {
    const type = (name: string, other: string) =>
      `export interface ${name} {\n${'  // more\n'.repeat(14)}  readonly other: ${other};\n}\n\n`;
    const own = `${type('A', 'B')}${type('B', 'A')}export function use(a: A, f: typeof use): B {\n  return a.other;\n}\n\nexport type { A as Renamed };\n`;
    const plan = await splitText(own, 32);
    if ('why' in plan) throw new Error(plan.why);
    const { 'src/a.ts': a, 'src/loader.ts': original } = textsOf(plan);
    expect(a).toMatch(/^import type \{ B \} from '\.\/loader';\n\nexport interface A \{/);
    expect(original).toMatch(/^import type \{ A \} from '\.\/a';\n\nexport type \{ A \} from '\.\/a';\n/);
    expect(original).toContain('export type { A as Renamed };');
  });

  it('lets types that are not exported leave with what needs them', async () => {
    const own = `interface Own {\n  readonly a: string;\n}\n\n${tenLines('f', 'JSON.stringify({} as Own)')}${tenLines('g', "''")}export const h = (own: Own) => own.a;\n`;
    const plan = await splitText(own, 22);
    if ('why' in plan) throw new Error(plan.why);
    expect(plan.files[0]?.names).toEqual(['Own', 'f']);
    expect(plan.original.text).toMatch(/^import type \{ Own \} from '\.\/f';\n/);
  });

  it('keeps functions that call each other together', async () => {
    const plan = await splitText(
      `${tenLines('f', 'g(value)')}${tenLines('g', 'f(value)')}${tenLines('h', "''")}`,
      24,
    );
    if ('why' in plan) throw new Error(plan.why);
    const holders = [plan.original, ...plan.files].filter(
      ({ names }) => names.includes('f') || names.includes('g'),
    );
    expect(holders).toHaveLength(1);
  });

  it('takes no path that is taken, and keeps patched names', async () => {
    const plan = await splitText(text, 40, {
      exists: (file) => file === 'src/full.ts',
      patched: new Set(['other']),
    });
    if ('why' in plan) throw new Error(plan.why);
    expect(plan.files.map(({ path: file }) => file)).toEqual(['src/loaderFull.ts']);
    expect(plan.original.names).toContain('other');
  });

  it('keeps CRLF, quotes and a style without semicolons', async () => {
    const own = `import { a } from "./a.js"\r\n\r\n${tenLines('f', 'a').replaceAll(';', '').replaceAll('\n', '\r\n')}${tenLines('g', 'a').replaceAll(';', '').replaceAll('\n', '\r\n')}`;
    const plan = await splitText(own, 20);
    if ('why' in plan) throw new Error(plan.why);
    expect(plan.original.text).toContain('export { f } from "./f.js"\r\n');
    for (const { text: part } of [plan.original, ...plan.files])
      expect(part.replaceAll('\r\n', '')).not.toContain('\n');
  });

  it.each([
    ['a text that does not parse', 'export function f( {', 'The file does not parse: '],
    ['a script', 'var a = 1;\n', 'The file is no ES module'],
    [
      'a file of effects',
      `import './x.ts';\n${'run();\n'.repeat(50)}`,
      'Only 0 of 51 lines can leave; that is too few for the limit of 30. The statement in line 2 stays (1 line): it does more',
    ],
    [
      'one long function',
      `export function f() {\n${'  run();\n'.repeat(50)}}\n`,
      'f alone has 52 lines; the limit is 30.',
    ],
    ['a file that calls eval', `export {};\neval('x');\n`, 'The file calls eval()'],
  ])('says why it cannot divide %s', async (_, given, why) => {
    expect(await splitText(given, 30)).toMatchObject({ why: expect.stringContaining(why) });
  });
});
