import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it, onTestFinished } from 'vitest';
import { planPythonSplit } from '../../../../server/analysis/splitModule/python/planPythonSplit.ts';
import { hasPython, runPython } from '../../python/pythonFiles.ts';

/** Tells what happens while a module is loaded, and keeps what enters itself. */
const notes = `log = []
def note(*what):
    log.append(repr([getattr(each, '__name__', each) for each in what]))
    return len(log)
def register(made):
    note('registered', made)
    return made
class Base:
    def __init_subclass__(cls):
        note('subclass', cls)
`;

/** Loads each module as it was and divided, and tells those whose effects, names or values are others. */
const compare = `import importlib, re, sys
sys.path.insert(0, sys.argv[2])
import notes
def outcome(name):
    notes.log.clear()
    module = importlib.import_module(name)
    seen = list(notes.log)
    for key, value in sorted(vars(module).items()):
        if not re.fullmatch('n[0-9]+', key): continue
        seen.append((key, value() if type(value).__name__ == 'function' else getattr(value, '__name__', value)))
    return repr(seen)
for at in range(int(sys.argv[1])):
    before, after = outcome(f'before.m{at}'), outcome(f'after.m{at}')
    if before != after: print(f'm{at}', before, after, sep='\\n')
print('compared')
`;

const padding = '    # more\n'.repeat(9);
const any = (names: string) => `(${names.replaceAll(' ', ', ')},)`;
const told = (names: string) =>
  `[getattr(each, '__name__', each) for each in ${names === '' ? '()' : any(names)}]`;

/** A statement by its kind: `at` gives it a name, it may use names of earlier ones while it is loaded, and of any later. */
const forms: readonly ((at: number, earlier: string, later: string) => string)[] = [
  (at) => `n${at} = [${at}]`,
  (at, earlier) => `n${at} = note(${earlier.replaceAll(' ', ', ')})`,
  (at, earlier) => `n${at} = len(${told(earlier)})`,
  (at, _, later) => `def n${at}():\n${padding}    return ${told(later)}`,
  (at, earlier, later) => `def n${at}(seen=${told(earlier)}):\n${padding}    return [seen, ${told(later)}]`,
  (at, _, later) => `@register\ndef n${at}():\n${padding}    return ${told(later)}`,
  (at, _, later) => `class n${at}(Base):\n${padding}    def used(self): return ${told(later)}`,
  (at, earlier) => `class n${at}:\n${padding}    used = ${told(earlier)}`,
  (at, earlier) =>
    `try:\n    n${at} = note(${earlier.replaceAll(' ', ', ')})\nexcept OSError:\n    n${at} = 0`,
  (_, earlier) => `note(${earlier.replaceAll(' ', ', ')})`,
  (_, earlier) =>
    `for each in ${earlier === '' ? '()' : any(earlier)}:\n    if type(each) is list: each.append(1)`,
  (at, earlier) => `n${at - 1} = note(${earlier.replaceAll(' ', ', ')})`,
  (at) => `import json\nn${at} = json.dumps([${at}])`,
];

const binding = [0, 1, 2, 3, 4, 5, 6, 7, 8, 11, 12];

const modules = fc
  .array(
    fc.record({
      form: fc.nat(forms.length - 1),
      earlier: fc.array(fc.nat(30), { maxLength: 2 }),
      later: fc.array(fc.nat(30), { maxLength: 2 }),
    }),
    { minLength: 8, maxLength: 24 },
  )
  .map((statements) => {
    const bound = statements.flatMap(({ form }, at) => (binding.includes(form) && form !== 11 ? [at] : []));
    const names = (picks: readonly number[], below: number) => {
      const known = bound.filter((at) => at < below);
      return known.length === 0 ? '' : picks.map((pick) => `n${known[pick % known.length]}`).join(' ');
    };
    const lines = statements.map(({ form, earlier, later }, at) => {
      // What binds again binds a name that is there.
      const made = form === 11 && !bound.includes(at - 1) ? forms[9] : forms[form];
      return made?.(at, names(earlier, at), names(later, statements.length));
    });
    return `from notes import Base, note, register\n\n\n${lines.join('\n\n\n')}\n`;
  });

describe.skipIf(!hasPython)('a divided Python module of any statements (needs python3)', () => {
  it('does and defines what it did, in the order in which it did', () => {
    const folder = mkdtempSync(join(tmpdir(), 'swarm-split-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    const write = (path: string, text: string) => {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    };
    const texts = fc.sample(modules, { numRuns: 150 }).filter((text) => text.split('\n').length > 90);
    let divided = 0;
    for (const text of texts) {
      const context = { exists: () => false, patched: new Set<string>() };
      const plan = planPythonSplit(text, `after/m${divided}.py`, 80, context);
      if ('why' in plan) continue;
      for (const file of [plan.original, ...plan.files]) write(file.path, file.text);
      write(`before/m${divided++}.py`, text);
    }
    expect(divided).toBeGreaterThan(5);
    write('notes.py', notes);
    write('compare.py', compare);
    expect(runPython(['-B', join(folder, 'compare.py'), String(divided), folder])).toBe('compared\n');
  });
});
