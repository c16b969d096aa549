import { expandBraces } from './expandBraces.ts';
import { foldedChars, type GlobSegment, globSegment, literalSegment, segmentsMeet } from './globSegment.ts';
import { globSyntaxProblem } from './globSyntax.ts';
import { sequencesMeet } from './sequencesMeet.ts';

/** Any number of folders, none included: `**`. */
const folders = 'folders';
type PathStep = GlobSegment | typeof folders;

/** One reading of a glob, from the root of the repository down. */
export interface PathPattern {
  readonly steps: readonly PathStep[];
  /** Names before the first wildcard, each with a slash behind it: what begins otherwise need not be compared. */
  readonly prefix: string;
}

/** What a glob means. */
export type PathGlob = readonly PathPattern[];

export type ReadGlob = { readonly glob: PathGlob } | { readonly problem: string };

/**
 * Reads a glob: `*`, `?` and `[abc]` within a name, `**` for folders, `{a,b}`. A name at its end stands for everything
 * below it too. Brackets also mean themselves, since file names have them. Case makes no difference.
 */
export function readGlob(text: string): ReadGlob {
  const problem = globSyntaxProblem(text);
  if (problem !== undefined) return { problem };
  const expansion = expandBraces(text);
  if ('problem' in expansion) return expansion;
  const patterns: PathPattern[] = [];
  for (const one of expansion.texts) {
    const names = namesOf(one);
    if (names.length === 0) return { problem: `${JSON.stringify(text)} names no file` };
    const below = one.endsWith('/') || !/[*?[]/.test(names.at(-1) ?? '');
    patterns.push(patternOf(names, { brackets: true, below }));
    if (one.includes('[')) patterns.push(patternOf(names, { brackets: false, below }));
  }
  return { glob: patterns };
}

/** The glob that means exactly one file. */
export function globOfPath(path: string): PathGlob {
  const names = namesOf(path);
  return [{ steps: names.map(literalSegment), prefix: prefixOf(names) }];
}

/** Whether one path exists that both globs mean. */
export function globsOverlap(first: PathGlob, second: PathGlob): boolean {
  for (const one of first) for (const other of second) if (patternsMeet(one, other)) return true;
  return false;
}

/** The names of a path or glob without what changes nothing: `./a//b/` is `a/b`. */
function namesOf(text: string): string[] {
  return text.split('/').filter((name) => name !== '' && name !== '.');
}

interface Reading {
  /** Whether brackets mean one of several characters. */
  readonly brackets: boolean;
  /** Whether everything below is meant too. */
  readonly below: boolean;
}

function patternOf(names: readonly string[], { brackets, below }: Reading): PathPattern {
  const steps = names.map((name) => (name === '**' ? folders : globSegment(name, brackets)));
  const wild = names.findIndex((name) => /[*?[]/.test(name));
  return {
    steps: below ? [...steps, folders] : steps,
    prefix: prefixOf(wild === -1 ? names : names.slice(0, wild)),
  };
}

function prefixOf(names: readonly string[]): string {
  return names.map((name) => `${foldedChars(name).join('')}/`).join('');
}

/** Whether one path exists that both readings mean. */
export function patternsMeet(first: PathPattern, second: PathPattern): boolean {
  if (!first.prefix.startsWith(second.prefix) && !second.prefix.startsWith(first.prefix)) return false;
  return sequencesMeet<PathStep>(first.steps, second.steps, {
    isRepeat: (step) => step === folders,
    meet: stepsMeet,
  });
}

function stepsMeet(first: PathStep, second: PathStep): boolean {
  return first === folders || second === folders || segmentsMeet(first, second);
}
