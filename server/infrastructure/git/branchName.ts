import type { SimpleGit } from 'simple-git';
import { Refusal } from '../refusal.ts';

const maximumLength = 250;

/** What each rule refuses; the rules of git-check-ref-format(1) and of branch names beyond it. */
const rules: readonly (readonly [RegExp, string])[] = [
  [/^-/, 'starts with a hyphen'],
  [/\p{Cc}/u, 'contains a control character'],
  [/\s/u, 'contains a space'],
  [/\p{Cs}/u, 'is not valid Unicode'],
  [/[\u200e\u200f\u202a-\u202e\u2066-\u2069]/, 'contains a character that turns the direction of the text'],
  [/[~^:?*[\\]/, 'contains one of ~ ^ : ? * [ \\'],
  [/\.\./, 'contains two dots in a row'],
  [/@\{/, 'contains @{'],
  [/(^|\/)\./, 'has a part that starts with a dot'],
  [/\.lock(\/|$)/, 'has a part that ends with .lock'],
  [/^\/|\/$|\/\//, 'has an empty part between slashes'],
  [/\.$/, 'ends with a dot'],
  [/^(@|HEAD)$/, 'is reserved by git'],
  [/^refs\//, 'starts with refs/'],
];

/** Why a text cannot be the name of a branch, or undefined where it can. */
export function branchNameProblem(name: string): string | undefined {
  if (name === '') return 'is empty';
  if (Buffer.byteLength(name) > maximumLength) return `is longer than ${maximumLength} bytes`;
  return rules.find(([pattern]) => pattern.test(name))?.[1];
}

/**
 * Holds a name to our rules and then to git's own.
 * @throws {Refusal} `invalid-name`
 */
export async function checkBranchName(git: SimpleGit, name: string): Promise<void> {
  const problem = branchNameProblem(name);
  if (problem !== undefined)
    throw new Refusal('invalid-name', `${quoted(name)} cannot be the name of a branch: it ${problem}.`);
  await git.raw(['check-ref-format', '--branch', name]).catch(() => {
    throw new Refusal('invalid-name', `${quoted(name)} cannot be the name of a branch: git refuses it.`);
  });
}

/** The name so that it can stand in a sentence: control characters escaped, cut where it is long. */
function quoted(name: string): string {
  return JSON.stringify(name.length > 80 ? `${name.slice(0, 80)}…` : name);
}
