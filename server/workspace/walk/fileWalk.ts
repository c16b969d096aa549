import type { Dirent } from 'node:fs';
import path from 'node:path';
import { languageOf } from '../../analysis/languages.ts';
import { type FileAccess, plainFiles } from '../inputs/fileAccess.ts';
import { type IgnoreRules, ignoreFileName } from './ignoreRules.ts';

/** Names of folders that no walk enters. */
export const neverEntered: ReadonlySet<string> = new Set(['.git', 'node_modules']);
/** Stands at the root of a virtual environment of Python, whatever that is called. */
const environmentMark = 'pyvenv.cfg';

/** What a walk tells its caller. Paths are absolute. */
export interface WalkVisitor {
  /** Whether a file or folder is left out, besides what `.gitignore` leaves out. */
  isExcluded(file: string): boolean;
  onFile(file: string, languageId: string): void;
  /** A folder that could not be listed. */
  onUnreadable(folder: string, error: unknown): void;
  /** Called for a folder before what is in it; not for the one that the walk begins in. */
  onFolder?(folder: string, entries: readonly Dirent[]): void;
  /** What folders are listed with. */
  readonly files?: FileAccess;
}

/**
 * Visits the files of a language we know below a folder, in order of their names, without installed packages. Symbolic
 * links are not followed: what they point to is either visited anyway or not part of the folder.
 */
export function walkFiles(folder: string, rules: IgnoreRules, visitor: WalkVisitor): void {
  for (const entry of entriesOf(folder, visitor)) visit(folder, entry, rules, visitor);
}

function visit(folder: string, entry: Dirent, rules: IgnoreRules, visitor: WalkVisitor): void {
  const file = folder.endsWith(path.sep) ? folder + entry.name : folder + path.sep + entry.name;
  if (entry.isDirectory()) walkFolder(file, entry.name, rules, visitor);
  else if (entry.isFile()) visitFile(file, entry.name, rules, visitor);
}

/** In order of their names. */
function entriesOf(folder: string, visitor: WalkVisitor): Dirent[] {
  let entries: Dirent[];
  try {
    entries = (visitor.files ?? plainFiles).list(folder);
  } catch (error) {
    visitor.onUnreadable(folder, error);
    return [];
  }
  return entries.sort((a, b) => (a.name < b.name ? -1 : 1));
}

function walkFolder(folder: string, name: string, rules: IgnoreRules, visitor: WalkVisitor): void {
  if (neverEntered.has(name) || visitor.isExcluded(folder) || rules.ignores(folder, true)) return;
  const entries = entriesOf(folder, visitor);
  if (entries.some(({ name }) => name === environmentMark)) return;
  visitor.onFolder?.(folder, entries);
  // To ask for a file that is not there takes as long as to read one.
  const inner = entries.some(({ name }) => name === ignoreFileName) ? rules.enter(folder) : rules;
  for (const entry of entries) visit(folder, entry, inner, visitor);
}

function visitFile(file: string, name: string, rules: IgnoreRules, visitor: WalkVisitor): void {
  const languageId = languageOf(name);
  if (languageId === undefined || visitor.isExcluded(file) || rules.ignores(file, false)) return;
  visitor.onFile(file, languageId);
}
