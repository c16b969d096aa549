import { execFileSync, spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { projectFiles } from '../../architecture/projectFiles.ts';
import { corruptions } from './corruption.ts';
import { ourReader, type SourceText, samplesOf, survivals } from './survival.ts';

const hasPython = spawnSync('python3', ['--version']).status === 0;

/** Two hundred of them, or all, spread evenly. */
function some(sources: readonly SourceText[]): SourceText[] {
  return sources.filter((_, index) => index % Math.ceil(sources.length / 200) === 0);
}

function ownSources(): SourceText[] {
  return projectFiles('server', 'client')
    .filter(({ text }) => text.length > 2000)
    .map(({ path: name, text }) => ({ name, text, languageId: 'typescript' }));
}

function librarySources(): SourceText[] {
  const program = "import sysconfig; print(sysconfig.get_paths()['stdlib'])";
  const library = execFileSync('python3', ['-I', '-c', program], { encoding: 'utf8' }).trim();
  return readdirSync(library)
    .filter((name) => name.endsWith('.py'))
    .map((name) => ({ name, text: readFileSync(path.join(library, name), 'utf8'), languageId: 'python' }))
    .filter(({ text }) => text.length > 2000 && text.length < 60_000);
}

function expectSurvival(sources: readonly SourceText[]): void {
  const all = [...survivals(samplesOf(some(sources)), ourReader)];
  expect(all.map(([kind]) => kind)).toEqual(Object.keys(corruptions));
  for (const [kind, { imports, importsLeft, definitions, definitionsLeft }] of all) {
    expect(imports).toBeGreaterThan(20);
    const left = [importsLeft / imports, definitionsLeft / definitions];
    expect({ kind, left, enough: (left[0] ?? 0) >= 0.995 && (left[1] ?? 0) >= 0.95 }).toMatchObject({
      enough: true,
    });
  }
}

describe('what a text holds, through each of eight half-typed edits', () => {
  it('keeps 99.5 % of its imports and 95 % of its definitions in TypeScript', () => {
    expectSurvival(ownSources());
  });

  it.skipIf(!hasPython)('keeps as much in Python (needs python3)', () => {
    expectSurvival(librarySources());
  });
});
