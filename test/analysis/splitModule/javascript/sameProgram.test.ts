import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { expect, it, onTestFinished } from 'vitest';
import { splitText } from './splitText.ts';

/** Tells what happens while a module is loaded. */
const notes = `export const log = [];
export const tell = (each) => each?.name ?? each;
export function note(...what) {
  log.push(JSON.stringify(what.map(tell)));
  return log.length;
}
`;

/** Loads each module as it was and divided, and tells those whose effects, names or values are others. */
const compare = `import { log, tell } from './notes.mjs';
async function outcome(file) {
  log.length = 0;
  const module = await import(file);
  const seen = [...log];
  for (const [name, value] of Object.entries(module)) seen.push([name, /^f/.test(name) ? value() : tell(value)]);
  return JSON.stringify(seen);
}
for (let at = 0; at < Number(process.argv[2]); at++) {
  const [before, after] = [await outcome('./before/m' + at + '.mjs'), await outcome('./after/m' + at + '.mjs')];
  if (before !== after) console.log(at, before, after);
}
console.log('compared');
`;

const padding = '  // more\n'.repeat(9);

/** A statement by its kind, with the names it uses while the module is loaded and those it uses later. */
const forms: readonly ((at: number, earlier: string, later: string) => string)[] = [
  (at) => `export const c${at} = ${at};`,
  (at) => `const l${at} = [${at}];`,
  (at, earlier) => `const n${at} = note(${earlier});`,
  (at, earlier) => `export const n${at} = [${earlier}].map(tell);`,
  (at, _, later) => `export function f${at}() {\n${padding}  return [${later}].map(tell);\n}`,
  (at, _, later) => `export const f${at} = () => {\n${padding}  return [${later}].map(tell);\n};`,
  (at, earlier) => `export class K${at} {\n${padding}  static seen = note(${earlier});\n}`,
  (at, _, later) => `class K${at} {\n${padding}  used() {\n    return [${later}];\n  }\n}`,
  (_, earlier) => `note(${earlier});`,
  (at, earlier) => `export let v${at} = note(${earlier});\nv${at}++;`,
];
const prefixes = ['c', 'l', 'n', 'n', 'f', 'f', 'K', 'K', undefined, 'v'];

const statement = fc.record({
  form: fc.nat(forms.length - 1),
  earlier: fc.array(fc.nat(30), { maxLength: 2 }),
  later: fc.array(fc.nat(30), { maxLength: 2 }),
});

const modules = fc.array(statement, { minLength: 8, maxLength: 24 }).map((statements) => {
  const bound = statements.map(({ form }, at) => (prefixes[form] ? `${prefixes[form]}${at}` : undefined));
  const names = (picks: readonly number[], below: number) => {
    const known = bound.slice(0, below).filter((name) => name !== undefined);
    return known.length === 0 ? '' : picks.map((pick) => known[pick % known.length]).join(', ');
  };
  const lines = statements.map(({ form, earlier, later }, at) =>
    forms[form]?.(at, names(earlier, at), names(later, statements.length)),
  );
  return `import { note, tell } from '../notes.mjs';\n\n${lines.join('\n\n')}\n`;
});

it('a divided module of any statements does and exports what it did, in the order in which it did', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'swarm-split-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const write = (file: string, text: string) => {
    const whole = path.join(folder, file);
    mkdirSync(path.dirname(whole), { recursive: true });
    writeFileSync(whole, text);
  };
  const texts = fc.sample(modules, { numRuns: 100 }).filter((text) => text.split('\n').length > 90);
  const written = new Set<string>();
  let divided = 0;
  for (const text of texts) {
    const context = { exists: (file: string) => written.has(file) };
    const plan = await splitText(text, 80, context, `after/m${divided}.mjs`);
    if ('why' in plan) continue;
    for (const file of [plan.original, ...plan.files]) {
      write(file.path, file.text);
      written.add(file.path);
    }
    write(`before/m${divided++}.mjs`, text);
  }
  expect(divided).toBeGreaterThan(3);
  write('notes.mjs', notes);
  write('compare.mjs', compare);
  const output = execFileSync(process.execPath, ['compare.mjs', String(divided)], { cwd: folder });
  expect(output.toString()).toBe('compared\n');
});
